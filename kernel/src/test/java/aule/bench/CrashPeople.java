package aule.bench;

import aule.testkit.RunningAule;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Those who start runs, answer questions and settle doubts, and remember what the kernel acknowledged. */
final class CrashPeople {

    private static final List<String> CHOICES = List.of("retry", "done", "failed");

    private final CrashModel model;
    private final Map<String, String> started = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Map<String, String> settled = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    CrashPeople(CrashModel model) {
        this.model = model;
    }

    /** The runs whose start was acknowledged, with their goals. */
    Map<String, String> started() {
        return started;
    }

    /** The questions whose answer was acknowledged. */
    Set<String> answered() {
        return answered;
    }

    /** The calls, as RUN/CALL, about which a decision was acknowledged. */
    Map<String, String> settled() {
        return settled;
    }

    /** Starts one more run of a kind, unless as many are at it as there should be; false if there is nothing to do. */
    boolean start(RunningAule aule, String kind, int wanted) {
        var living = started.values().stream()
                .filter(goal -> goal.startsWith(kind) && !model.finished(goal))
                .count();
        if (living >= wanted) {
            return false;
        }
        var goal = "%s-%d".formatted(kind, number.incrementAndGet());
        var run = post(aule, "/v1/runs", "{'goal': '%s'}".formatted(goal))
                .map(it -> it.path("id").asString());
        run.ifPresent(id -> started.put(id, goal));
        return run.isPresent();
    }

    /** Answers at most so many open questions; false if there is none. */
    boolean answer(RunningAule aule, int most) {
        var open = list(aule, "/v1/confirmations?status=pending&limit=" + most, "confirmations");
        for (var question : open) {
            var id = question.path("id").asString();
            var body = question.path("kind").asString().equals("question")
                    ? "{'decision': 'answer', 'text': 'Go on.'}"
                    : "{'decision': 'approve'}";
            post(aule, "/v1/confirmations/" + id, body).ifPresent(_ -> answered.add(id));
        }
        return !open.isEmpty();
    }

    /** Settles at most so many open doubts, each time in another way; false if there is none. */
    boolean settle(RunningAule aule, int most) {
        var open = list(aule, "/v1/doubts?open=true&limit=" + most, "doubts");
        for (var doubt : open) {
            var run = doubt.path("run_id").asString();
            var call = doubt.path("call_id").asString();
            var choice = CHOICES.get(number.incrementAndGet() % CHOICES.size());
            post(aule, "/v1/runs/%s/doubts/%s".formatted(run, call), "{'choice': '%s'}".formatted(choice))
                    .ifPresent(_ -> settled.put(run + "/" + call, choice));
        }
        return !open.isEmpty();
    }

    /** Every item of a paged list. */
    static List<JsonNode> all(RunningAule aule, String path, String name) {
        var all = new ArrayList<JsonNode>();
        var cursor = Optional.of("");
        while (cursor.isPresent()) {
            var sign = path.contains("?") ? "&" : "?";
            var at = cursor.get().isEmpty() ? "" : "&cursor=" + cursor.get();
            var page = RunningAule.json(aule.get(path + sign + "limit=200" + at));
            page.path(name).forEach(all::add);
            cursor = Optional.of(page.path("next_cursor"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString);
        }
        return all;
    }

    private static List<JsonNode> list(RunningAule aule, String path, String name) {
        return aule.attempt(aule.request(path))
                .map(RunningAule::json)
                .map(it ->
                        StreamSupport.stream(it.path(name).spliterator(), false).toList())
                .orElse(List.of());
    }

    /** What was acknowledged; empty if the kernel died over it, or somebody else was faster. */
    private static Optional<JsonNode> post(RunningAule aule, String path, String body) {
        var request = aule.request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        return aule.attempt(request).filter(it -> it.statusCode() < 300).map(RunningAule::json);
    }
}
