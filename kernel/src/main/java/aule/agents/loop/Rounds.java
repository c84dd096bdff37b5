package aule.agents.loop;

import aule.kernel.Event;
import aule.kernel.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The latest answers of the model, each with what its calls brought; gathered from a run's events as they come. */
final class Rounds {

    private static final int KEPT = 32;
    private static final long SLOW_MS = 5_000;
    private static final Set<String> TIME_PASSES = Set.of("timer", "child", "budget", "input");

    /** A call as the model asked for it, whatever its id. */
    record Wish(String tool, String arguments) {

        static Wish of(RunEvent.ToolRequest call) {
            return new Wish(call.tool(), call.arguments().strip());
        }
    }

    /** What a call brought, however long it took. */
    record Result(String error, String output) {}

    /** A call that has ended. */
    record Deed(Wish wish, RunEvent.ToolAnswered answer) {

        Result result() {
            return new Result(answer.error(), answer.output());
        }
    }

    /** One answer of the model and its calls. */
    static final class Round {

        private final List<RunEvent.ToolRequest> asked;
        private final Map<String, Deed> ended = new LinkedHashMap<>();
        private boolean waited;

        private Round(List<RunEvent.ToolRequest> asked) {
            this.asked = asked;
        }

        boolean finished() {
            return !asked.isEmpty() && ended.size() == asked.size();
        }

        List<Wish> wishes() {
            return asked.stream().map(Wish::of).toList();
        }

        /** What its calls brought, in the order asked; only once it is finished. */
        List<Result> results() {
            return asked.stream()
                    .map(it -> Objects.requireNonNull(ended.get(it.callId())).result())
                    .toList();
        }

        /** The calls in the order in which they ended. */
        List<Deed> deeds() {
            return List.copyOf(ended.values());
        }

        /** Whether the run waited for something other than a yes. */
        boolean waited() {
            return waited;
        }

        /** Whether the world had time to change: the run waited, or a call took long. */
        boolean tookTime() {
            return waited || ended.values().stream().anyMatch(it -> it.answer().durationMs() >= SLOW_MS);
        }

        boolean calls(Set<String> tools) {
            return ended.values().stream()
                    .anyMatch(it -> tools.contains(it.answer().tool().value()));
        }

        private void end(RunEvent.ToolAnswered answer) {
            asked.stream()
                    .filter(it -> it.callId().equals(answer.callId()))
                    .findFirst()
                    .ifPresent(call -> ended.put(call.callId(), new Deed(Wish.of(call), answer)));
        }
    }

    private final Deque<Round> rounds = new ArrayDeque<>();

    void add(Event event) {
        switch (event) {
            case RunEvent.Inherited past -> past.events().forEach(this::add);
            case RunEvent.ModelAnswered answer -> begin(answer);
            case RunEvent.ToolAnswered answer
            when !rounds.isEmpty() -> rounds.getLast().end(answer);
            case RunEvent.Waiting wait
            when !rounds.isEmpty() && TIME_PASSES.contains(wait.reason()) -> rounds.getLast().waited = true;
            case RunEvent.Messaged message when !message.sender().startsWith("run-") -> beginAnew();
            case RunEvent.Settled _ -> beginAnew();
            default -> {
                // brings nothing
            }
        }
    }

    private void begin(RunEvent.ModelAnswered answer) {
        rounds.addLast(new Round(answer.toolCalls()));
        if (rounds.size() > KEPT) {
            rounds.removeFirst();
        }
    }

    /** After a person said something, the same may be worth another try. */
    private void beginAnew() {
        while (rounds.size() > 1) {
            rounds.removeFirst();
        }
        if (!rounds.isEmpty()) {
            rounds.getLast().waited = true;
        }
    }

    /** The rounds so far, the latest last; it may be going on. */
    List<Round> all() {
        return List.copyOf(rounds);
    }
}
