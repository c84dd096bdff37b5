package aule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starts a run that begins with the history of another and goes its own way from there. */
@Command(
        name = "fork",
        description = "Starts a run with the history of another up to some place; that one does not change.",
        footer = {
            "",
            "Without --at and --step the fork begins with all that happened.",
            "--step N keeps N steps; with --answer, --call or --result it is the step that gets another one."
        })
final class ForkCommand extends KernelCommand {

    @Parameters(paramLabel = "RUN", description = "The run's id, the last letters of it, or \"last\".")
    String run = "";

    @Option(names = "--at", paramLabel = "EVENT", description = "The last event that both share, by its position.")
    @Nullable
    Long at;

    @Option(names = "--step", paramLabel = "N", description = "The last step that both share.")
    @Nullable
    Integer step;

    @Option(names = "--answer", paramLabel = "TEXT", description = "What the model answers there instead.")
    @Nullable
    String answer;

    @Option(
            names = "--call",
            paramLabel = "CALL",
            description =
                    "What it calls there instead: a tool and its arguments, exec {\"command\":\"ls\"}; repeatable.")
    List<String> calls = new ArrayList<>();

    @Option(names = "--result", paramLabel = "TEXT", description = "What the tool says there instead.")
    @Nullable
    String result;

    @Option(names = "--failed", description = "With --result: the call has failed.")
    boolean failed;

    @Option(
            names = "--files",
            paramLabel = "HOW",
            description = "copy: a project of its own with the files of that time; restore: the same project, put back;"
                    + " keep: the same project as it is. copy when it is not given.")
    @Nullable
    String files;

    @Mixin
    final ForkOptions options = new ForkOptions();

    ForkCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        ObjectNode edit = edit();
        Kernel kernel = kernel();
        String id = RunName.resolve(kernel, run);
        ObjectNode wanted = options.changes(kernel);
        place(new ForkPlace(kernel, id)).ifPresent(place -> wanted.put("at", place));
        wanted.setAll(edit);
        if (files != null) {
            wanted.put("workspace", files);
        }
        JsonNode fork = kernel.post("/v1/runs/" + PathPart.of(id) + "/fork", wanted, Upload.PATIENCE);
        return options.tell(this, kernel, fork);
    }

    private void check() {
        if (at != null && step != null) {
            throw Refusal.badUsage("--at and --step both name the place; give one of them.");
        }
        if (answers() && result != null) {
            throw Refusal.badUsage("One event gets another answer or another result; give --answer or --result.");
        }
        if (failed && result == null) {
            throw Refusal.badUsage("--failed says how a result is; give --result too.");
        }
    }

    private boolean answers() {
        return answer != null || !calls.isEmpty();
    }

    private OptionalLong place(ForkPlace places) {
        if (step == null) {
            return at == null ? OptionalLong.empty() : OptionalLong.of(at);
        }
        if (answers()) {
            return OptionalLong.of(places.answer(step));
        }
        return result == null ? places.after(step) : OptionalLong.of(places.result(step));
    }

    private ObjectNode edit() {
        ObjectNode wanted = Json.object();
        if (answers()) {
            ObjectNode other = wanted.putObject("answer").put("text", answer == null ? "" : answer);
            calls.forEach(call -> other.withArray("tool_calls").add(request(call)));
        }
        if (result != null) {
            wanted.putObject("result").put("ok", !failed).put("output", result);
        }
        return wanted;
    }

    private static ObjectNode request(String call) {
        int space = call.indexOf(' ');
        String json = space < 0 ? "{}" : call.substring(space + 1);
        if (!(Json.parse(json) instanceof ObjectNode arguments)) {
            throw Refusal.badUsage("The arguments of a call are a JSON object: --call 'exec {\"command\":\"ls\"}'.");
        }
        ObjectNode request = Json.object().put("tool", space < 0 ? call : call.substring(0, space));
        request.set("arguments", arguments);
        return request;
    }
}
