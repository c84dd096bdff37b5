package aule.agents.loop;

import aule.agents.Agenda;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.dispatch.Dispatch;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one run from where its journal ends until it ends or has to wait. */
public final class Loop implements Dispatch.Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final Journal journal;
    private final Turns turns;
    private final Backoff backoff;
    private final Agenda agenda;
    private final Consumer<RunState> ended;

    /** @param ended is told of every run that ends here */
    public Loop(Journal journal, Turns turns, Backoff backoff, Agenda agenda, Consumer<RunState> ended) {
        this.journal = journal;
        this.turns = turns;
        this.backoff = backoff;
        this.agenda = agenda;
        this.ended = ended;
    }

    @Override
    public void work(String key) throws InterruptedException {
        var taken = RunLog.takeOver(journal, new RunId(key));
        if (taken.isEmpty()) {
            return;
        }
        var log = taken.get();
        if (agenda.ripe(log.state())) {
            inTime(log);
        }
        finish(log);
    }

    private void finish(RunLog log) {
        var run = log.state();
        if (run.status().ended()) {
            ended.accept(run);
            return;
        }
        agenda.park(run);
        if (run.status() != RunStatus.QUEUED && log.catchUp().status() == RunStatus.QUEUED) {
            agenda.add(log.state()); // woken while it was being parked, which must not put it off
        }
    }

    private void inTime(RunLog log) throws InterruptedException {
        try (var deadline = Deadline.in(agenda.leftToBegin(log.state()), () -> agenda.leftNow(log.run()))) {
            try {
                guarded(log);
            } catch (InterruptedException stopped) {
                if (!deadline.passed()) {
                    throw stopped;
                }
                if (agenda.left(log.catchUp()).isPositive()) {
                    agenda.add(log.state());
                } else {
                    log.leave(Brakes.late(log));
                }
            }
        }
    }

    /** A run whose lease is gone belongs to somebody else; any other failure is tried again or ends it with a reason. */
    private void guarded(RunLog log) throws InterruptedException {
        try {
            turns.take(log);
        } catch (AuleException failure) {
            stopIfInterrupted();
            if (failure.code() != ErrorCode.STALE_LEASE) {
                log.leave(backoff.after(log, failure, null));
            }
        } catch (RuntimeException bug) {
            stopIfInterrupted();
            LOG.error("The run {} met a mistake of the kernel", log.run(), bug);
            var mistake = new AuleException(
                    ErrorCode.INTERNAL,
                    "The kernel made a mistake while working on this run (%s); the log of the kernel has the details."
                            .formatted(bug.getClass().getSimpleName()),
                    bug);
            log.leave(backoff.after(log, mistake, null));
        }
    }

    /** What breaks because somebody stops the run is no failure of the run. */
    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("The run is being stopped");
        }
    }
}
