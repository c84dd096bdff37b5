package aule.agents;

import aule.journal.Journal;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes down what others do to a run, one letter after the other, so that none is decided on what another has changed
 * already. Runs may share a turn, but never a run two turns.
 */
final class Mailbox {

    private static final int LOCKS = 256;
    private static final int CONTESTED = 5;

    private final Journal journal;
    private final SqlRuns table;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    Mailbox(Journal journal, SqlRuns table) {
        this.journal = journal;
        this.table = table;
    }

    /**
     * Appends what the letter says to a run as it is now. Its worker does not wait for its turn; if it was faster, the
     * letter is written anew.
     *
     * @param actor the id of who does it
     * @throws AuleException with {@code NOT_FOUND} if the organisation has no such run, {@code ILLEGAL_TRANSITION} if
     *     its lifecycle forbids what the letter says
     */
    RunState post(OrgId org, String actor, RunId id, Function<RunState, List<RunEvent>> letter) {
        return inTurn(id, () -> post(org, actor, id, letter, CONTESTED));
    }

    /** Lets nobody else write to the run from outside meanwhile. */
    <T> T inTurn(RunId id, Supplier<T> work) {
        var lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private RunState post(OrgId org, String actor, RunId id, Function<RunState, List<RunEvent>> letter, int tries) {
        var run = table.find(org, id);
        var events = letter.apply(run);
        var origin = new Origin(org, run.started().projectId(), actor, id.value(), null, Journal.NO_LEASE);
        try {
            journal.append(StreamId.of(id), origin, events);
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.ILLEGAL_TRANSITION || tries == 1) {
                throw refused;
            }
            return post(org, actor, id, letter, tries - 1);
        }
        return table.find(org, id);
    }
}
