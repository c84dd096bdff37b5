package aule.bench;

import aule.testkit.Ledger;
import aule.testkit.LedgerTool;
import aule.testkit.RunningAule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Compares what a kernel says of its runs with what people were told and with what happened outside. */
final class CrashAudit {

    /**
     * What came of it all.
     *
     * @param runs acknowledged
     * @param effects requests in the ledger
     * @param repeated requests that came again under their idempotency key
     * @param doubts calls that are flagged because nobody knows whether they happened
     * @param decisions of people about questions and doubts, acknowledged
     * @param wrongs everything that must not be, in words
     */
    record Verdict(int runs, int effects, long repeated, int doubts, int decisions, List<String> wrongs) {

        Verdict {
            wrongs = List.copyOf(wrongs);
        }
    }

    private final RunningAule aule;
    private final CrashPeople people;
    private final List<Ledger.Entry> ledger;
    private final Map<String, JsonNode> doubts = new HashMap<>();
    private final Map<String, JsonNode> calls = new HashMap<>();
    private final Map<String, JsonNode> answers = new HashMap<>();
    private final List<String> wrongs = new ArrayList<>();

    CrashAudit(RunningAule aule, CrashPeople people, Ledger ledger) {
        this.aule = aule;
        this.people = people;
        this.ledger = ledger.entries();
    }

    Verdict verdict() {
        CrashPeople.all(aule, "/v1/doubts", "doubts").forEach(it -> doubts.put(key(it), it));
        var runs = CrashPeople.all(aule, "/v1/runs", "runs").stream()
                .collect(Collectors.toMap(it -> it.path("id").asString(), it -> it));
        people.started().keySet().stream()
                .filter(it -> !runs.containsKey(it))
                .forEach(it -> wrong("lost", it, "was acknowledged and is not there"));
        runs.values().forEach(this::history);
        effects();
        var happened = ledger.stream().map(Ledger.Entry::key).collect(Collectors.toSet());
        calls.forEach((key, call) -> reported(key, call, happened.contains(key)));
        decisions();
        var repeated = ledger.size()
                - ledger.stream().map(Ledger.Entry::key).distinct().count();
        return new Verdict(
                people.started().size(),
                ledger.size(),
                repeated,
                doubts.size(),
                people.answered().size() + people.settled().size(),
                wrongs);
    }

    private void history(JsonNode run) {
        var id = run.path("id").asString();
        if (!run.path("status").asString().equals("completed")) {
            wrong("stuck or failed", id, run.toString());
        }
        for (var event : CrashPeople.all(aule, "/v1/runs/%s/events".formatted(id), "events")) {
            switch (event.path("type").asString()) {
                case "tool.called" -> calls.put(key(event), event);
                case "tool.answered" -> answers.put(key(event), event);
                default -> {
                    // tells nothing of effects
                }
            }
        }
    }

    /** Each effect was asked for once, or once and again under its key; and its run knows of it. */
    private void effects() {
        var keys = new HashMap<String, Set<String>>();
        var unrepeatable = new HashSet<String>();
        for (var entry : ledger) {
            keys.computeIfAbsent(entry.label(), _ -> new HashSet<>()).add(entry.key());
            if (!entry.tool().equals(LedgerTool.PUT) && !unrepeatable.add(entry.key())) {
                wrong("repeated", entry.key(), entry.label());
            }
            if (!calls.containsKey(entry.key())) {
                wrong("unknown to its run", entry.key(), entry.label());
            }
        }
        keys.forEach((label, all) -> {
            if (all.size() > 1) {
                wrong("done twice", label, all.toString());
            }
            if (label.endsWith("~") && all.stream().noneMatch(it -> wanted(it))) {
                wrong("repeated without a decision", label, all.toString());
            }
        });
    }

    /** Whether a person wanted a call of the same run made again. */
    private boolean wanted(String key) {
        var run = key.substring(0, key.indexOf('/') + 1);
        return doubts.entrySet().stream()
                .anyMatch(it -> it.getKey().startsWith(run)
                        && it.getValue().at("/settled/choice").asString().equals("retry"));
    }

    /** A call that is said to have happened did, one of which nobody knows is flagged, and no other happened. */
    private void reported(String key, JsonNode call, boolean happened) {
        if (!call.path("tool").asString().startsWith("ledger")) {
            return;
        }
        var answer = answers.get(key);
        if (answer == null) {
            wrong("unanswered", key, call.toString());
        } else if (answer.path("ok").asBoolean()) {
            if (!happened) {
                wrong("did not happen", key, answer.toString());
            }
        } else if (!answer.path("error").asString().equals("outcome_unknown")) {
            wrong("failed", key, answer.toString());
        } else if (!doubts.containsKey(key)) {
            wrong("not flagged", key, answer.toString());
        }
    }

    private void decisions() {
        var questions = CrashPeople.all(aule, "/v1/confirmations", "confirmations").stream()
                .filter(it -> !it.path("status").asString().equals("pending"))
                .map(it -> it.path("id").asString())
                .collect(Collectors.toSet());
        people.answered().stream()
                .filter(it -> !questions.contains(it))
                .forEach(it -> wrong("answer lost", it, "it was acknowledged"));
        people.settled().forEach((call, choice) -> {
            var doubt = doubts.get(call);
            if (doubt == null || !doubt.at("/settled/choice").asString().equals(choice)) {
                wrong("decision lost", call, "it was acknowledged: " + choice);
            }
        });
    }

    private static String key(JsonNode call) {
        return call.path("run_id").asString() + "/" + call.path("call_id").asString();
    }

    private void wrong(String what, String which, String detail) {
        wrongs.add("%s: %s, %s".formatted(what, which, detail));
    }
}
