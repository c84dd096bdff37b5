package aule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Answers one confirmation from the command line. */
abstract class ApprovalsDecide extends KernelCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The confirmation's id; `approvals ls` shows it.")
    String id = "";

    private ApprovalsDecide(Terminal terminal) {
        super(terminal);
    }

    abstract ObjectNode decision();

    abstract String done();

    @Override
    public final Integer call() {
        kernel().post("/v1/confirmations/" + PathPart.of(id), decision());
        terminal.out().println(done());
        return 0;
    }

    /** Lets the call execute. */
    @Command(name = "approve", description = "Lets the call execute exactly as it is shown.")
    static final class Approve extends ApprovalsDecide {

        @Option(
                names = "--remember",
                paramLabel = "HOW",
                defaultValue = "once",
                description = "once, run (such calls in this run) or always.")
        String remember = "";

        Approve(Terminal terminal) {
            super(terminal);
        }

        @Override
        ObjectNode decision() {
            return Json.object().put("decision", "approve").put("remember", remember);
        }

        @Override
        String done() {
            return "Approved.";
        }
    }

    /** Refuses the call. */
    @Command(name = "reject", description = "Refuses the call; the agent is told why.")
    static final class Reject extends ApprovalsDecide {

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "What the agent is told.")
        String reason = "";

        Reject(Terminal terminal) {
            super(terminal);
        }

        @Override
        ObjectNode decision() {
            ObjectNode decision = Json.object().put("decision", "reject");
            return reason.isEmpty() ? decision : decision.put("text", reason);
        }

        @Override
        String done() {
            return "Rejected.";
        }
    }

    /** Answers an agent's question. */
    @Command(name = "answer", description = "Answers an agent's question.")
    static final class Reply extends ApprovalsDecide {

        @Parameters(index = "1", paramLabel = "TEXT", description = "The answer.")
        String text = "";

        Reply(Terminal terminal) {
            super(terminal);
        }

        @Override
        ObjectNode decision() {
            return Json.object().put("decision", "answer").put("text", text);
        }

        @Override
        String done() {
            return "Answered.";
        }
    }
}
