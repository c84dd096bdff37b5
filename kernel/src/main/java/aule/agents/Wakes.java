package aule.agents;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.kernel.ConfirmationEvent;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has runs worked on again: those that a crash or a stop left behind, and those whose question was answered. */
public final class Wakes implements AutoCloseable {

    private static final Filter ANSWERS = new Filter(OrgId.LOCAL, Set.of(), Set.of("confirmation.resolved"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Journal journal;
    private final SqlRuns table;
    private final Runs runs;
    private final Agenda agenda;
    private final Conversations conversations;
    private final Endings endings;
    private volatile @Nullable Thread watcher;

    Wakes(Journal journal, SqlRuns table, Runs runs, Agenda agenda, Conversations conversations, Endings endings) {
        this.journal = journal;
        this.table = table;
        this.runs = runs;
        this.agenda = agenda;
        this.conversations = conversations;
        this.endings = endings;
    }

    /** Takes up what an earlier life of the kernel left behind, then watches for answers. */
    void start() {
        var from = journal.head();
        table.unsaid().forEach(endings::ended);
        for (var run : table.due(OrgId.LOCAL)) {
            conversations.asked(run);
            agenda.add(run);
        }
        watcher = Thread.ofVirtual().name("agents-wakes").start(() -> watch(from));
    }

    /** Watches again from where it was whenever it fell behind. */
    private void watch(long from) {
        var seen = from;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (var answers = journal.watch(seen, ANSWERS)) {
                    seen = listen(answers, seen);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private long listen(Subscription answers, long from) throws InterruptedException {
        var seen = from;
        while (!answers.cutOff()) {
            var notice = answers.next(PATIENCE);
            if (notice.isPresent() && notice.get() instanceof Notice.Durable(var event)) {
                seen = event.seq();
                if (event.body() instanceof ConfirmationEvent.Resolved answer) {
                    wake(answer.runId());
                }
            }
        }
        return seen;
    }

    private void wake(RunId id) {
        table.find(id).filter(run -> !run.status().ended()).ifPresent(runs::submit);
    }

    @Override
    public void close() {
        var thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
