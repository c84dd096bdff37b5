package aule.agents.loop.context;

import aule.kernel.FileChange;
import aule.kernel.RunEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must not be lost of a run however often its older steps are summarised: what the agent pinned, what people said
 * and decided, what was changed and what failed.
 */
final class Facts {

    private static final int WORDS = 2_000;
    private static final int LINE = 300;
    private static final int FILES = 40;
    private static final int FAILURES = 12;

    /** A line that counts once a summary stands for the step. */
    private record Line(int step, String text) {}

    private final Pins pins = new Pins();
    private final List<Line> said = new ArrayList<>();
    private final List<Line> decided = new ArrayList<>();
    private final Map<String, FileChange> files = new LinkedHashMap<>();
    private final Map<String, Line> failures = new LinkedHashMap<>();
    private final Map<String, RunEvent.ToolCalled> begun = new HashMap<>();
    private Map<String, RunEvent.ToolRequest> asked = Map.of();
    private int step;

    void add(RunEvent event) {
        if (event instanceof RunEvent.ToolCalled) {
            pins.add(event);
        }
        switch (event) {
            case RunEvent.ModelAnswered answer -> begin(answer);
            case RunEvent.ToolCalled call -> begun.put(call.callId(), call);
            case RunEvent.ToolAnswered answer -> answered(answer);
            case RunEvent.Messaged message -> said.add(new Line(step + 1, words(message)));
            case RunEvent.Settled settled ->
                decided.add(new Line(
                        step + 1,
                        "The person settled the call %s: %s. %s"
                                .formatted(settled.callId(), settled.choice(), Words.clip(settled.note(), LINE))
                                .strip()));
            default -> {
                // says nothing that stays
            }
        }
    }

    private void begin(RunEvent.ModelAnswered answer) {
        step = answer.step();
        asked = new HashMap<>();
        answer.toolCalls().forEach(call -> asked.put(call.callId(), call));
        begun.clear();
    }

    private static String words(RunEvent.Messaged message) {
        var speaker = message.sender().startsWith("run-") ? "The agent of " + message.sender() : "The person";
        return "%s said: %s".formatted(speaker, shortened(message.text()));
    }

    /** Word for word up to a length; beyond it the head, and where the rest is. */
    private static String shortened(String text) {
        return text.length() <= WORDS
                ? text
                : "%s … [%,d characters more]".formatted(Words.whole(text, WORDS), text.length() - WORDS);
    }

    private void answered(RunEvent.ToolAnswered answer) {
        for (var change : answer.changes()) {
            files.remove(change.path());
            files.put(change.path(), change);
        }
        var call = begun.get(answer.callId());
        var request = asked.get(answer.callId());
        var arguments = call != null ? call.arguments() : request != null ? request.arguments() : "";
        decision(answer, call, arguments);
        outcome(answer, arguments);
    }

    private void decision(RunEvent.ToolAnswered answer, RunEvent.@Nullable ToolCalled call, String arguments) {
        var what = "%s %s".formatted(answer.tool(), Words.clip(arguments, LINE));
        if (answer.ok() && answer.tool().value().equals("ask_user")) {
            var question = Words.clip(Words.argument(arguments, "question"), LINE);
            decided.add(new Line(
                    step, "You asked: %s The person answered: %s".formatted(question, shortened(answer.output()))));
        } else if (call != null && call.decision().startsWith("approved:")) {
            decided.add(new Line(step, "The person approved: " + what));
        } else if (answer.error().equals("policy_denied")) {
            decided.add(new Line(step, "Refused: %s: %s".formatted(what, Words.clip(answer.output(), LINE))));
        }
    }

    /** A call that failed must not be repeated unchanged, until it succeeds after all. */
    private void outcome(RunEvent.ToolAnswered answer, String arguments) {
        var key = answer.tool() + " " + arguments;
        failures.remove(key);
        if (!answer.ok() && !answer.error().equals("policy_denied")) {
            var what = "%s %s: %s: %s"
                    .formatted(
                            answer.tool(),
                            Words.clip(arguments, LINE / 2),
                            answer.error(),
                            Words.clip(answer.output(), LINE / 2));
            failures.put(key, new Line(step, "Failed, not to be repeated unchanged: " + what));
            if (failures.size() > FAILURES) {
                failures.remove(failures.keySet().iterator().next());
            }
        }
    }

    /**
     * The lines for a summary that stands for everything up to a step. Where there are too many the least important
     * ones are left out, and a line says how many.
     *
     * @param bytes of all lines together, about
     */
    List<String> lines(int through, long bytes) {
        var budget = new Budget(bytes);
        var pinned = new ArrayList<String>();
        pins.all().forEach((number, fact) -> pinned.add("Pinned %d: %s".formatted(number, fact)));
        var lines = Stream.of(
                        budget.first(pinned),
                        budget.last(until(through, said)),
                        budget.last(until(through, decided)),
                        budget.last(until(through, failures.values())),
                        budget.last(files()))
                .flatMap(List::stream)
                .toList();
        return budget.leftOut == 0 ? lines : budget.told(lines);
    }

    private static List<String> until(int through, Collection<Line> lines) {
        return lines.stream().filter(it -> it.step() <= through).map(Line::text).toList();
    }

    private List<String> files() {
        var all = files.values().stream()
                .map(it -> "File %s: %s, %,d bytes".formatted(it.path(), it.kind(), it.bytes()))
                .toList();
        if (all.size() <= FILES) {
            return all;
        }
        var more = "Files changed before those: %,d more".formatted(all.size() - FILES);
        return Stream.concat(Stream.of(more), all.subList(all.size() - FILES, all.size()).stream())
                .toList();
    }

    /** How much room there is for lines, and how many found none. */
    private static final class Budget {

        private long left;
        private int leftOut;

        Budget(long bytes) {
            this.left = bytes;
        }

        /** As many of the first lines as fit. */
        List<String> first(List<String> lines) {
            return lines.stream().filter(this::fits).toList();
        }

        /** As many of the last lines as fit, in their order. */
        List<String> last(List<String> lines) {
            return first(lines.reversed()).reversed();
        }

        private boolean fits(String line) {
            var size = Words.bytes(line) + 3;
            if (size > left) {
                leftOut++;
                return false;
            }
            left -= size;
            return true;
        }

        List<String> told(List<String> lines) {
            return Stream.concat(lines.stream(), Stream.of("%d facts more found no room here.".formatted(leftOut)))
                    .toList();
        }
    }
}
