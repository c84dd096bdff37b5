package aule.bench;

import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.OpenAiServer;
import aule.testkit.RunningAule;
import aule.testkit.Turn;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The whole of it once, on a home of its own: fifty agents at work and three that run away, a snapshot, {@code kill -9},
 * the next life, and the snapshot restored. It prints each check and ends with 1 if one of them does not hold.
 */
public final class Drill {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int AGENTS = 50;
    private static final int RUNAWAYS = 3;
    private static final String FILE = "{\"path\": \"work.txt\", \"content\": \"as it was\"}";

    private final AtomicBoolean hesitates = new AtomicBoolean(true);
    private boolean held = true;

    private Drill() {}

    public static void main(String[] args) throws IOException {
        var drill = new Drill();
        drill.run(Files.createTempDirectory("drill"));
        Runtime.getRuntime().exit(drill.held ? 0 : 1);
    }

    private void run(Path home) throws IOException {
        try (var model = new OpenAiServer(this::says)) {
            model.offer("thinker");
            var environment = Map.of("OPENAI_API_KEY", "sk-drill", "OPENAI_BASE_URL", model.baseUrl());
            List<String> agents;
            List<String> runaways;
            String snapshot;
            try (var aule = KernelProcess.start(home, environment)) {
                agents = start(aule, "work", AGENTS);
                runaways = start(aule, "run away", RUNAWAYS);
                check(
                        "three runaways are stopped, each with its diagnosis",
                        () -> all(runaways, run -> stopped(aule, run)));
                check("all agents have done one step", () -> all(agents, run -> results(aule, run) == 1));
                snapshot = text(aule.send("POST", "/v1/runs/%s/snapshots".formatted(agents.getFirst()), "{}"), "id");
                check("a snapshot is made", () -> !snapshot.isEmpty());
                aule.kill();
            }
            hesitates.set(false);
            try (var aule = KernelProcess.start(home, environment)) {
                check(
                        "all agents go on after kill -9 and are completed",
                        () -> all(agents, run -> status(aule, run, "completed")));
                check("no call was made twice and each has its receipt", () -> all(agents, run -> audited(aule, run)));
                check("the journal has no hole", () -> all(agents, run -> inOrder(aule, run)));
                var again = text(
                        aule.send(
                                "POST",
                                "/v1/runs/%s/snapshots/%s/restore".formatted(agents.getFirst(), snapshot),
                                "{}"),
                        "id");
                check("the agent goes on from its snapshot", () -> status(aule, again, "completed"));
                check("with its files", () -> files(aule, again).contains("as it was"));
            }
        }
    }

    private Turn says(JsonNode request) {
        var messages = request.path("messages").toString();
        if (messages.contains("run away")) {
            return Turn.call("exec", "{\"command\": \"echo again\"}");
        }
        if (!messages.contains("\"tool\"")) {
            return Turn.call("write_file", FILE);
        }
        return hesitates.get() ? Turn.broken(Turn.Fault.STALL, "Let me see") : Turn.text("done");
    }

    private void check(String what, BooleanSupplier holds) {
        try {
            Awaiting.until(what, PATIENCE, holds);
            System.out.println("ok      " + what);
        } catch (AssertionError late) {
            held = false;
            System.out.println("FAILED  " + what);
        }
    }

    private static boolean all(List<String> runs, Predicate<String> holds) {
        return runs.stream().allMatch(holds);
    }

    private static List<String> start(RunningAule aule, String goal, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> text(aule.send("POST", "/v1/runs", "{'goal': '%s'}".formatted(goal)), "id"))
                .toList();
    }

    private static boolean stopped(RunningAule aule, String run) {
        return status(aule, run, "failed")
                && run(aule, run).at("/error/detail").asString().contains("repeats itself");
    }

    private static boolean status(RunningAule aule, String run, String status) {
        return run(aule, run).path("status").asString().equals(status);
    }

    private static JsonNode run(RunningAule aule, String run) {
        return RunningAule.json(aule.get("/v1/runs/" + run));
    }

    private static long results(RunningAule aule, String run) {
        return events(aule, run).stream()
                .filter(it -> type(it).equals("tool.answered"))
                .count();
    }

    /** The call was announced once and answered once, and its receipt says whose it is. */
    private static boolean audited(RunningAule aule, String run) {
        var answers = events(aule, run).stream()
                .filter(it -> type(it).equals("tool.answered"))
                .toList();
        var calls = events(aule, run).stream()
                .filter(it -> type(it).equals("tool.called"))
                .count();
        return calls == 1
                && answers.size() == 1
                && aule.get("/v1/receipts/"
                                + answers.getFirst().path("receipt_id").asString())
                        .body()
                        .contains(run);
    }

    private static boolean inOrder(RunningAule aule, String run) {
        var positions = new ArrayList<Integer>();
        events(aule, run).forEach(it -> positions.add(it.path("position").asInt()));
        return positions.equals(
                IntStream.rangeClosed(1, positions.size()).boxed().toList());
    }

    private static String files(RunningAule aule, String run) {
        var project = run(aule, run).path("project_id").asString();
        return aule.get("/v1/projects/%s/files/content?path=work.txt".formatted(project))
                .body();
    }

    private static List<JsonNode> events(RunningAule aule, String run) {
        var events = new ArrayList<JsonNode>();
        RunningAule.json(aule.get("/v1/runs/%s/events?limit=200".formatted(run)))
                .path("events")
                .forEach(events::add);
        return events;
    }

    private static String type(JsonNode event) {
        return event.path("type").asString();
    }

    private static String text(HttpResponse<String> answer, String field) {
        return RunningAule.json(answer).path(field).asString();
    }
}
