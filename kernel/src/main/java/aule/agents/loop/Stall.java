package aule.agents.loop;

import aule.agents.loop.Rounds.Deed;
import aule.agents.loop.Rounds.Round;
import aule.agents.loop.Rounds.Wish;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.tools.Tool;
import aule.tools.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sees that an agent repeats itself to no effect, and says so: first to the agent, then by ending the run. */
public final class Stall {

    /** How often a call may fail before the same is not executed again. */
    private static final int FAILURES = 2;

    /** How often it may be refused then before the run ends. */
    private static final int REFUSALS = 3;

    /** How often the same steps in a row bring the same before the run ends, by how many steps that are. */
    private static final Map<Integer, Integer> ROUNDS = new TreeMap<>(Map.of(1, 8, 2, 6, 3, 5));

    /** Whoever passes the same task on again does not move, whatever comes back and however long that takes. */
    private static final Set<String> PASSES_ON = Set.of("send_message", "delegate", "spawn");

    /** Looking whether something came is no standstill. */
    private static final Set<String> LOOKS_FOR_NEWS = Set.of("check_messages");

    private static final String REPEATED = ErrorCode.REPEATED_FAILURE.wire();
    private static final int WORDS = 300;

    private final Toolbox tools;

    public Stall(Toolbox tools) {
        this.tools = tools;
    }

    /** Why a call is not worth executing: it failed before, and nothing has changed since. */
    Optional<String> refusal(Rounds rounds, RunEvent.ToolRequest call) {
        var failures = failures(rounds.all(), Wish.of(call));
        var executed = failures.stream().filter(it -> !refused(it)).toList();
        if (executed.size() < FAILURES) {
            return Optional.empty();
        }
        var last = executed.getFirst().answer();
        return Optional.of(
                "%s was called with exactly these arguments %d times and failed each time, last with %s: \"%s\" So it was not executed again. Change the arguments, remove the cause first, or go another way."
                        .formatted(last.tool(), executed.size(), last.error(), clip(last.output())));
    }

    /** Why a run has to end: its agent goes on with what was refused, or round in circles. */
    Optional<String> diagnosis(Rounds rounds) {
        var all = rounds.all();
        if (all.isEmpty() || !all.getLast().finished()) {
            return Optional.empty();
        }
        return insistence(all)
                .or(() -> ROUNDS.entrySet().stream()
                        .flatMap(it -> circle(all, it.getKey(), it.getValue()).stream())
                        .findFirst());
    }

    private Optional<String> insistence(List<Round> all) {
        for (var deed : all.getLast().deeds()) {
            var failures = refused(deed) ? failures(all, deed.wish()) : List.<Deed>of();
            if (failures.stream().filter(Stall::refused).count() >= REFUSALS) {
                var error = failures.stream().filter(it -> !refused(it)).findFirst();
                return Optional.of("The agent asked for %s %d times, although it fails each time%s."
                        .formatted(
                                words(deed.wish()),
                                failures.size(),
                                error.map(it -> ": " + clip(it.answer().output()))
                                        .orElse("")));
            }
        }
        return Optional.empty();
    }

    /** The failures of a call since anything changed, the latest first. */
    private List<Deed> failures(List<Round> rounds, Wish wish) {
        var failures = new ArrayList<Deed>();
        for (var round : rounds.reversed()) {
            for (var deed : round.deeds().reversed()) {
                if (deed.wish().equals(wish) ? !failed(deed) : changed(deed)) {
                    return failures;
                }
                if (deed.wish().equals(wish)) {
                    failures.add(deed);
                }
            }
            if (round.waited()) {
                return failures;
            }
        }
        return failures;
    }

    private static boolean refused(Deed deed) {
        return deed.answer().error().equals(REPEATED);
    }

    /** What may pass, or is not known to have failed, may be tried again. */
    private static boolean failed(Deed deed) {
        return ErrorCode.named(deed.answer().error())
                .filter(it -> it.retry() != ErrorCode.Retry.WITH_BACKOFF && it != ErrorCode.OUTCOME_UNKNOWN)
                .isPresent();
    }

    private boolean changed(Deed deed) {
        return deed.answer().ok()
                && tools.find(deed.answer().tool().value())
                        .filter(it -> it.effect() != Tool.Effect.READ)
                        .isPresent();
    }

    /** The last steps, if they are the same few over and over. */
    private static Optional<String> circle(List<Round> all, int steps, int times) {
        var length = steps * times;
        if (all.size() < length) {
            return Optional.empty();
        }
        var last = all.subList(all.size() - length, all.size());
        var passesOn = last.stream().anyMatch(it -> it.calls(PASSES_ON));
        var excused = last.stream().anyMatch(it -> it.calls(LOOKS_FOR_NEWS) || it.tookTime());
        var same = IntStream.range(steps, length).allMatch(at -> same(last.get(at), last.get(at - steps), passesOn));
        return same && (passesOn || !excused)
                ? Optional.of(diagnosis(last.subList(length - steps, length), times))
                : Optional.empty();
    }

    private static boolean same(Round one, Round other, boolean whateverCame) {
        return one.finished()
                && other.finished()
                && one.wishes().equals(other.wishes())
                && (whateverCame || one.results().equals(other.results()));
    }

    private static String diagnosis(List<Round> circle, int times) {
        var steps = circle.stream()
                .map(round -> round.wishes().stream().map(Stall::words).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", then "));
        var last = circle.getLast().deeds().getLast().answer();
        return "The agent repeats itself without getting anywhere: %s, %d times in a row. Last it heard %s\"%s\"."
                .formatted(steps, times, last.ok() ? "" : last.error() + ": ", clip(last.output()));
    }

    private static String words(Wish wish) {
        return "%s %s".formatted(wish.tool(), clip(wish.arguments()));
    }

    private static String clip(String text) {
        var flat = text.strip().replaceAll("\\s+", " ");
        return flat.length() <= WORDS ? flat : flat.substring(0, WORDS - 1) + "…";
    }
}
