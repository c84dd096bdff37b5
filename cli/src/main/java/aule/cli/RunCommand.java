package aule.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives a goal to the kernel and watches the run to its end. */
@Command(
        name = "run",
        description = "Gives a goal to an agent and shows the work until it ends.",
        footer = {
            "",
            "Exit codes: 0 the goal was reached, 1 it failed or was cancelled, 2 bad usage.",
            "Ctrl-C cancels the run, not the kernel."
        })
final class RunCommand extends KernelCommand {

    @Parameters(
            paramLabel = "GOAL",
            arity = "1..*",
            description = "What is to be done, in words; - reads it from the input.")
    List<String> goal = new ArrayList<>();

    @Option(names = "--project", paramLabel = "P", description = "The project to work in: its name or its id.")
    @Nullable
    String project;

    @Option(
            names = "--agent",
            paramLabel = "A",
            description = "The agent that does it: assistant, researcher, creator, coder …")
    @Nullable
    String agent;

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "The model, for example ollama/llama3.2 or builtin/commands.")
    @Nullable
    String model;

    @Option(names = "--json", description = "Prints each event as one line of JSON.")
    boolean json;

    @Option(names = "--yes", description = "Approves every call that waits for approval.")
    boolean yes;

    RunCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        String words = words();
        Kernel kernel = Launcher.of(terminal).kernel(home());
        JsonNode run = kernel.post("/v1/runs", request(kernel, words));
        return watch(kernel, Json.text(run, "id"));
    }

    private int watch(Kernel kernel, String runId) throws InterruptedException {
        try (Interruption _ = Interruption.watching(terminal, kernel, runId)) {
            return RunWatch.follow(this, kernel, runId, json, yes);
        }
    }

    private String words() {
        String words = String.join(" ", goal).strip();
        if (words.equals("-")) {
            words = input().strip();
        }
        if (words.isEmpty()) {
            throw Refusal.badUsage("The goal is empty; say what is to be done: ./aule run \"list files\".");
        }
        return words;
    }

    private String input() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.failed("The goal could not be read from the input: " + e.getMessage() + ".");
        }
    }

    private ObjectNode request(Kernel kernel, String words) {
        ObjectNode request = Json.object().put("goal", words);
        if (project != null) {
            request.put("project_id", new Projects(kernel).idOf(project));
        }
        if (agent != null) {
            request.put(agent.startsWith("pers-") ? "persona_id" : "agent", agent);
        }
        if (model != null) {
            request.put("model", model);
        }
        return request;
    }
}
