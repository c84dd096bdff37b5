package aule.models.commands;

import aule.models.commands.Reading.Trouble;
import java.util.List;

/** What the built-in model says in English. */
final class EnglishWording implements Wording {

    private static final String CONNECT =
            "To work in your own words, connect a language model: open Settings → Models, set OPENAI_API_KEY, or start"
                    + " Ollama; it is found by itself.";

    @Override
    public String greeting() {
        return "Hello! I am builtin/commands, the model that is always here: I carry out plain commands such as \"create"
                + " file notes.md with Hello\" or \"run `ls -la`\". Ask \"what can you do?\" for all of them.\n\n"
                + CONNECT;
    }

    @Override
    public String help(List<String> forms) {
        return "I carry out plain commands, one or several joined by \"then\" or on lines of their own:\n\n"
                + list(forms)
                + "\n\nPut content in quotes, in triple quotes, in a ``` fence or in <<EOF … EOF when it holds words like"
                + " \"then\". If one step is not understood, nothing is done.\n\n" + CONNECT;
    }

    @Override
    public String puzzled(Reading.Puzzled about, List<String> nearest) {
        var which = about.steps() == 1 ? "this" : "step %d of %d".formatted(about.step(), about.steps());
        return "I did not understand %s, so nothing was done: %s\n\n%s\n\nThe nearest commands I know:\n%s\n\n%s"
                .formatted(which, about.words(), reason(about.trouble()), list(nearest), CONNECT);
    }

    @Override
    public String reason(Trouble trouble) {
        return switch (trouble) {
            case UNKNOWN ->
                "I am builtin/commands and only know plain commands; content with words like \"then\" in it goes in quotes.";
            case NOTHING_FOLLOWS -> "A word like \"then\" promised another step, and none follows it.";
            case QUOTES ->
                "It is not clear where the quotation ends; use triple quotes, a ``` fence or <<EOF … EOF instead.";
            case JOINING ->
                "It could be one command or two. Join steps with \"then\", or put the content in quotes and a shell"
                        + " command in backticks.";
        };
    }

    @Override
    public String notOffered(Command command) {
        return "I understood \"%s\", but the tool %s is not available here, so nothing was done."
                .formatted(brief(command), command.tool());
    }

    @Override
    public String intent(int step, int steps, Command command) {
        return "Step %d of %d: %s.".formatted(step, steps, brief(command));
    }

    @Override
    public String done(Command command) {
        return switch (command.tool()) {
            case "write_file" -> "Wrote %s.".formatted(command.argument("path"));
            case "append_file" -> "Appended to %s.".formatted(command.argument("path"));
            case "edit_file" -> "Edited %s.".formatted(command.argument("path"));
            case "read_file" -> "Read %s:".formatted(command.argument("path"));
            case "list_dir" -> "Listed %s:".formatted(folder(command));
            case "make_dir" -> "Created the folder %s.".formatted(command.argument("path"));
            case "move" -> "Moved %s to %s.".formatted(command.argument("from"), command.argument("to"));
            case "copy" -> "Copied %s to %s.".formatted(command.argument("from"), command.argument("to"));
            case "delete" -> "Deleted %s.".formatted(command.argument("path"));
            case "exec" -> "Ran `%s`:".formatted(command.argument("command"));
            case "think" -> "Thought about it.";
            case "ask_user" -> "You answered:";
            case "memory_save" -> "I will remember that.";
            default -> "Scheduled it.";
        };
    }

    @Override
    public String failed(int step, int steps, Command command) {
        return steps == 1
                ? "This failed: %s.".formatted(brief(command))
                : "Step %d of %d failed: %s.".formatted(step, steps, brief(command));
    }

    @Override
    public String notTried(List<Command> rest) {
        return "Not done, because of that: %s."
                .formatted(String.join("; ", rest.stream().map(this::brief).toList()));
    }

    @Override
    public String brief(Command command) {
        return switch (command.tool()) {
            case "write_file" -> "write %s".formatted(command.argument("path"));
            case "append_file" -> "append to %s".formatted(command.argument("path"));
            case "edit_file" -> "edit %s".formatted(command.argument("path"));
            case "read_file" -> "read %s".formatted(command.argument("path"));
            case "list_dir" -> "list %s".formatted(folder(command));
            case "make_dir" -> "create the folder %s".formatted(command.argument("path"));
            case "move" -> "move %s to %s".formatted(command.argument("from"), command.argument("to"));
            case "copy" -> "copy %s to %s".formatted(command.argument("from"), command.argument("to"));
            case "delete" -> "delete %s".formatted(command.argument("path"));
            case "exec" -> "run `%s`".formatted(command.argument("command"));
            case "think" -> "think about %s".formatted(command.argument("thought"));
            case "ask_user" -> "ask you %s".formatted(command.argument("question"));
            case "memory_save" -> "remember %s".formatted(command.argument("content"));
            default -> "schedule %s".formatted(command.argument("prompt"));
        };
    }

    private static String folder(Command command) {
        return command.argument("path").isEmpty() ? "the files" : command.argument("path");
    }

    private static String list(List<String> forms) {
        return "- " + String.join("\n- ", forms);
    }
}
