package aule.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tool call in words, for a line on the terminal. */
final class ToolWords {

    private static final int LENGTH = 110;

    private ToolWords() {}

    static String of(String tool, ObjectNode arguments) {
        String path = Json.text(arguments, "path");
        String words = switch (tool) {
            case "read_file" -> "reads " + path;
            case "write_file" -> "writes " + path + sized(arguments);
            case "append_file" -> "appends to " + path + sized(arguments);
            case "edit_file" -> "edits " + path;
            case "multi_edit" -> "edits " + path + " in several places";
            case "apply_patch" -> "applies a patch";
            case "list_dir" -> "lists " + (path.isEmpty() ? "the project folder" : path);
            case "glob" -> "looks for files like " + Json.text(arguments, "pattern");
            case "grep" -> "searches for " + Json.text(arguments, "pattern");
            case "stat" -> "looks at " + path;
            case "copy" -> "copies " + Json.text(arguments, "from") + " to " + Json.text(arguments, "to");
            case "make_dir" -> "makes the folder " + path;
            case "move" -> "moves " + Json.text(arguments, "from") + " to " + Json.text(arguments, "to");
            case "delete" -> "deletes " + path;
            case "exec" -> "runs " + command(arguments.path("command"));
            case "think" -> "thinks";
            case "ask_user" -> "asks " + Json.text(arguments, "question");
            case "analyze_image" -> "has a model look at " + path;
            case "generate_text" -> "has a model write " + (path.isEmpty() ? "a text" : path);
            case "complete" -> "is done";
            default -> tool + " " + arguments;
        };
        return Visible.line(words, LENGTH);
    }

    /** A command as one would type it, be it a line or a list of words. */
    static String command(JsonNode command) {
        if (!command.isArray()) {
            return command.asString("");
        }
        StringBuilder words = new StringBuilder();
        for (JsonNode word : command) {
            words.append(words.isEmpty() ? "" : " ").append(word.asString(""));
        }
        return words.toString();
    }

    private static String sized(ObjectNode arguments) {
        int characters = Json.text(arguments, "content").length();
        return " (" + characters + (characters == 1 ? " character)" : " characters)");
    }
}
