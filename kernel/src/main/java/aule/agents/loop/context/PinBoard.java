package aule.agents.loop.context;

import aule.journal.Journal;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.tools.Tool;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools by which an agent keeps facts in sight however long its work becomes. */
public final class PinBoard {

    private static final int PAGE = 500;

    private final Journal journal;

    public PinBoard(Journal journal) {
        this.journal = journal;
    }

    public List<Tool> tools() {
        return List.of(new Pin(), new Unpin());
    }

    /** What is pinned in a run; nothing outside of runs. */
    private Pins of(@Nullable RunId run) {
        var pins = new Pins();
        if (run == null) {
            return pins;
        }
        var after = 0L;
        for (var page = PAGE; page == PAGE; ) {
            var events = journal.read(StreamId.of(run), after, PAGE);
            for (var event : events) {
                after = event.position();
                if (event.body() instanceof RunEvent change) {
                    pins.add(change);
                }
            }
            page = events.size();
        }
        return pins;
    }

    /** Pins a fact. */
    private final class Pin implements Tool {

        record Fact(
                @Describe("One fact, at most 500 characters.")
                String fact) {}

        private static final Spec SPEC = new Spec(
                new ToolName(Pins.PIN),
                "Keep a fact in sight word for word, however long the work becomes.",
                Fact.class,
                Effect.READ,
                true,
                Duration.ofSeconds(30));

        @Override
        public Spec spec() {
            return SPEC;
        }

        @Override
        public Result call(Call call) {
            var fact = Pins.plain(call.as(Fact.class).fact());
            var pins = of(call.run());
            if (fact.isEmpty() || fact.length() > Pins.LONGEST) {
                return Result.failure(
                        ErrorCode.INVALID.wire(),
                        "A fact has 1 to %d characters, this one has %,d; pin it in fewer words."
                                .formatted(Pins.LONGEST, fact.length()));
            }
            return pins.fits(fact)
                    ? Result.success("Pinned as number %d.".formatted(pins.number(fact)))
                    : Result.failure(
                            ErrorCode.CONFLICT.wire(),
                            "%d facts are pinned already; unpin one that no longer matters.".formatted(Pins.MOST));
        }
    }

    /** Takes a fact off. */
    private final class Unpin implements Tool {

        record PinNumber(
                @Describe("The number of a pinned fact.") int number) {}

        private static final Spec SPEC = new Spec(
                        new ToolName(Pins.UNPIN),
                        "Let go of a pinned fact that no longer matters.",
                        PinNumber.class,
                        Effect.READ,
                        true,
                        Duration.ofSeconds(30))
                .neededSeldom();

        @Override
        public Spec spec() {
            return SPEC;
        }

        @Override
        public Result call(Call call) {
            var number = call.as(PinNumber.class).number();
            var pinned = of(call.run()).all();
            return pinned.containsKey(number)
                    ? Result.success("Number %d is no longer pinned.".formatted(number))
                    : Result.failure(
                            ErrorCode.NOT_FOUND.wire(),
                            "There is no pinned fact %d; pinned are %s.".formatted(number, pinned.keySet()));
        }
    }
}
