package aule.agents;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Moments in which no call of a run, or of what it started, changes files. Every such call is announced in the journal
 * before it begins: what was done while none was announced was done in one of these moments.
 */
final class Stillness {

    private static final Set<String> CALLS = Set.of("tool.called", "tool.answered");
    private static final int FAMILY = 1_000;
    private static final int MOST_TRIES = 20;
    private static final int PAGE = 200;

    /**
     * The calls that can change files.
     *
     * @param begun all of them so far, as run and call id
     * @param open whether one of them is being carried out
     */
    private record Calls(Set<String> begun, boolean open) {

        Calls {
            begun = Set.copyOf(begun);
        }
    }

    private final Journal journal;
    private final RunLists lists;
    private final Duration patience;

    /** @param patience how long to wait for a call to end */
    Stillness(Journal journal, RunLists lists, Duration patience) {
        this.journal = journal;
        this.lists = lists;
        this.patience = patience;
    }

    /**
     * Does something in such a moment; if a call began meanwhile, it is done again in another.
     *
     * @throws AuleException with {@code CONFLICT} if there is none
     */
    <T> T during(RunState run, Supplier<T> work) {
        try {
            for (var tries = 0; tries < MOST_TRIES; tries++) {
                var before = rest(run);
                var done = work.get();
                if (calls(run).equals(before)) {
                    return done;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel stops; try again later.", stopped);
        }
        throw restless(run);
    }

    private Calls rest(RunState run) throws InterruptedException {
        try (var answers = journal.watch(journal.head(), new Filter(run.org(), Set.of(), Set.of("tool.answered")))) {
            var until = System.nanoTime() + patience.toNanos();
            for (var calls = calls(run); ; calls = calls(run)) {
                if (!calls.open()) {
                    return calls;
                }
                var left = until - System.nanoTime();
                if (left <= 0) {
                    throw restless(run);
                }
                answers.next(Duration.ofNanos(left));
            }
        }
    }

    private Calls calls(RunState run) {
        var family = lists.tree(run.org(), run.id(), FAMILY);
        var working = family.stream()
                .filter(it -> it.status() == RunStatus.RUNNING)
                .map(it -> StreamId.of(it.id()))
                .collect(Collectors.toSet());
        var streams = family.stream().map(it -> StreamId.of(it.id())).collect(Collectors.toSet());
        var begun = new HashSet<String>();
        var open = new HashSet<String>();
        for (var page = page(run, streams, 0);
                !page.isEmpty();
                page = page(run, streams, page.getLast().seq())) {
            page.forEach(event -> take(event, working, begun, open));
        }
        return new Calls(begun, !open.isEmpty());
    }

    private List<Envelope> page(RunState run, Set<StreamId> streams, long after) {
        return journal.since(after, new Filter(run.org(), streams, CALLS), PAGE);
    }

    private static void take(Envelope event, Set<StreamId> working, Set<String> begun, Set<String> open) {
        if (event.body() instanceof RunEvent.ToolCalled call && call.checkpointId() != null) {
            begun.add(event.stream() + " " + call.callId());
            if (working.contains(event.stream())) {
                open.add(event.stream() + " " + call.callId());
            }
        } else if (event.body() instanceof RunEvent.ToolAnswered answer) {
            open.remove(event.stream() + " " + answer.callId());
        }
    }

    private static AuleException restless(RunState run) {
        return new AuleException(
                ErrorCode.CONFLICT,
                "The run '%s' is in the middle of a call that can change files; pause it, or try again when the call has ended."
                        .formatted(run.id()));
    }
}
