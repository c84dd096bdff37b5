package aule.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The questions of a run, put to the person at the terminal one after the other, answered by them or elsewhere. */
final class Approver {

    private enum Expecting {
        DECISION,
        EDIT
    }

    private final Terminal terminal;
    private final Account account;
    private final Kernel kernel;
    private final boolean approvesAll;
    private final Deque<JsonNode> questions = new ArrayDeque<>();
    private Expecting expecting = Expecting.DECISION;

    Approver(Terminal terminal, Account account, Kernel kernel, boolean approvesAll) {
        this.terminal = terminal;
        this.account = account;
        this.kernel = kernel;
        this.approvesAll = approvesAll;
    }

    /** Whether the terminal waits for a line from the person. */
    boolean asking() {
        return !questions.isEmpty();
    }

    void requested(JsonNode question) {
        if (approvesAll && !Question.isOpen(question)) {
            account.say(terminal.paint().yellow("! ") + "approved by --yes: " + Question.inWords(question));
            send(question, decision("approve"));
            return;
        }
        if (!terminal.asks()) {
            account.say(Question.elsewhere(question, kernel.address()));
            return;
        }
        questions.add(question);
        if (questions.size() == 1) {
            ask();
        }
    }

    void resolved(JsonNode resolution) {
        String id = Json.text(resolution, "confirmation_id");
        boolean first = !questions.isEmpty() && id.equals(Json.text(questions.getFirst(), "confirmation_id"));
        for (Iterator<JsonNode> each = questions.iterator(); each.hasNext(); ) {
            if (id.equals(Json.text(each.next(), "confirmation_id"))) {
                each.remove();
                account.say("Answered elsewhere: " + Json.text(resolution, "decision") + ".");
            }
        }
        if (first) {
            ask();
        }
    }

    void typed(String line) {
        if (questions.isEmpty()) {
            return;
        }
        JsonNode question = questions.getFirst();
        ObjectNode decision = Question.isOpen(question) ? answer(question, line) : decided(question, line.strip());
        if (!decision.isEmpty()) {
            questions.removeFirst();
            expecting = Expecting.DECISION;
            send(question, decision);
            ask();
        }
    }

    /** Nobody will type: what is still open is answered elsewhere. */
    void inputEnded() {
        questions.forEach(question -> account.say(Question.elsewhere(question, kernel.address())));
        questions.clear();
    }

    private void ask() {
        expecting = Expecting.DECISION;
        if (!questions.isEmpty()) {
            account.say(Question.inFull(questions.getFirst(), terminal.paint()));
            prompt(Question.prompt(questions.getFirst()));
        }
    }

    private ObjectNode answer(JsonNode question, String line) {
        if (line.isBlank()) {
            prompt(Question.prompt(question));
            return Json.object();
        }
        return decision("answer").put("text", Question.chosen(question, line.strip()));
    }

    private ObjectNode decided(JsonNode question, String line) {
        if (expecting == Expecting.EDIT) {
            return edited(question, line);
        }
        return switch (line) {
            case "y", "yes" -> decision("approve");
            case "a", "always" -> decision("approve").put("remember", "run");
            case "n", "no" -> decision("reject");
            case "e", "edit" -> {
                expecting = Expecting.EDIT;
                prompt(Question.editPrompt(question));
                yield Json.object();
            }
            default -> {
                account.say("y approves, n rejects, e edits before it executes, a approves such calls for this run.");
                prompt(Question.prompt(question));
                yield Json.object();
            }
        };
    }

    private ObjectNode edited(JsonNode question, String line) {
        ObjectNode arguments = Question.edited(question, line);
        if (arguments.isEmpty()) {
            account.say("That is not a JSON object; nothing was changed.");
            ask();
            return Json.object();
        }
        return decision("edit").set("args", arguments);
    }

    private static ObjectNode decision(String word) {
        return Json.object().put("decision", word);
    }

    private void send(JsonNode question, ObjectNode decision) {
        try {
            kernel.post("/v1/confirmations/" + Json.text(question, "confirmation_id"), decision);
        } catch (Refusal refusal) {
            account.say(Visible.plain(refusal.sentence()));
        }
    }

    private void prompt(String words) {
        terminal.err().print(terminal.paint().bold(words) + " ");
        terminal.err().flush();
    }
}
