package aule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists what waits for a person. */
@Command(name = "ls", description = "Lists what waits for a person.")
final class ApprovalsList extends KernelCommand {

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    ApprovalsList(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        JsonNode answer = kernel().get("/v1/confirmations?status=pending");
        if (json) {
            terminal.out().println(Json.pretty(answer));
            return 0;
        }
        answer.path("confirmations").forEach(this::print);
        if (answer.path("confirmations").isEmpty()) {
            terminal.err().println("Nothing waits for you.");
        }
        return 0;
    }

    private void print(JsonNode confirmation) {
        Paint paint = terminal.outPaint();
        terminal.out().println(paint.bold(Json.text(confirmation, "id")) + "  " + Json.text(confirmation, "run_id"));
        terminal.out().println(Question.inFull(confirmation, paint));
    }
}
