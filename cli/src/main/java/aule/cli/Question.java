package aule.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A confirmation as the person sees it: exactly what would execute, with nothing hidden in it. */
final class Question {

    private Question() {}

    /** A question in words, as opposed to a call that waits for approval. */
    static boolean isOpen(JsonNode question) {
        return Json.text(question, "kind").equals("question");
    }

    static String inWords(JsonNode question) {
        return ToolWords.of(Json.text(question, "tool"), arguments(question));
    }

    static String inFull(JsonNode question, Paint paint) {
        return isOpen(question) ? openInFull(question, paint) : approvalInFull(question, paint);
    }

    static String prompt(JsonNode question) {
        return isOpen(question) ? "Your answer:" : "Allow it? [y]es [n]o [e]dit [a]lways in this run:";
    }

    static String editPrompt(JsonNode question) {
        return isCommand(question) ? "Execute instead:" : "Arguments instead, as a JSON object on one line:";
    }

    /** The arguments after the person's edit; empty when the line is not usable. */
    static ObjectNode edited(JsonNode question, String line) {
        if (line.isBlank() || !isCommand(question)) {
            return Json.objectIn(Json.object().put("line", line).path("line"));
        }
        return arguments(question).put("command", line);
    }

    /** The option that a number names, or the words themselves. */
    static String chosen(JsonNode question, String line) {
        JsonNode options = question.path("options");
        boolean number = line.matches("[1-9][0-9]?") && Integer.parseInt(line) <= options.size();
        return number ? options.get(Integer.parseInt(line) - 1).asString(line) : line;
    }

    static String elsewhere(JsonNode question, String address) {
        String id = Json.text(question, "confirmation_id");
        String what = isOpen(question)
                ? "The agent asks: " + openWords(question)
                : "Waits for approval: " + exactCall(question);
        String how = isOpen(question)
                ? "./aule approvals answer " + id + " \"TEXT\""
                : "./aule approvals approve " + id + "` or `./aule approvals reject " + id;
        return what + "\n  Answer at " + address + "/approvals or with `" + how + "`.";
    }

    private static String approvalInFull(JsonNode question, Paint paint) {
        String reason = Visible.exact(Json.text(question, "reason"));
        return paint.yellow("? ") + paint.bold(Visible.exact(Json.text(question, "tool"))) + " waits for you. " + reason
                + "\n" + indented(exactCall(question));
    }

    /** What executes, every character visible: a command as a line, other calls argument by argument. */
    static String exactCall(JsonNode question) {
        ObjectNode arguments = arguments(question);
        if (isCommand(question) && arguments.size() == 1) {
            return Visible.exact(Json.text(arguments, "command"));
        }
        if (arguments.isEmpty()) {
            return Visible.exact(question.path("arguments").asString(""));
        }
        StringBuilder lines = new StringBuilder();
        arguments.forEachEntry((name, value) -> lines.append(lines.isEmpty() ? "" : "\n")
                .append(Visible.exact(name))
                .append(": ")
                .append(Visible.exact(value.isString() ? value.asString() : value.toString())));
        return lines.toString();
    }

    private static String openInFull(JsonNode question, Paint paint) {
        StringBuilder lines = new StringBuilder(paint.yellow("? ")).append(paint.bold(openWords(question)));
        int number = 0;
        for (JsonNode option : question.path("options")) {
            lines.append("\n  ").append(++number).append(") ").append(Visible.plain(option.asString("")));
        }
        return lines.toString();
    }

    private static String openWords(JsonNode question) {
        String asked = Json.text(arguments(question), "question");
        return Visible.plain(asked.isEmpty() ? Json.text(question, "preview") : asked);
    }

    private static boolean isCommand(JsonNode question) {
        return arguments(question).path("command").isString();
    }

    private static ObjectNode arguments(JsonNode question) {
        return Json.objectIn(question.path("arguments")).deepCopy();
    }

    private static String indented(String text) {
        return "    " + text.replace("\n", "\n    ");
    }
}
