package aule.agents;

import aule.api.Answer;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The journal as one reader's feed, put into frames by a teller. */
final class JournalFeed implements Answer.Feed {

    /** Decides what a reader is told. */
    interface Teller {

        /** What the reader wants to hear about; it may widen with what is told. */
        Filter filter();

        List<Answer.Frame> tell(Notice notice);

        /** Whether the last frame has been told. */
        boolean over();
    }

    private final Journal journal;
    private final Teller teller;
    private final ArrayDeque<Answer.Frame> ready = new ArrayDeque<>();
    private Filter filter;
    private Subscription subscription;
    private long seen;
    private volatile boolean closed;

    JournalFeed(Journal journal, long after, Answer.Frame first, Teller teller) {
        this.journal = journal;
        this.teller = teller;
        this.seen = after;
        this.filter = teller.filter();
        this.subscription = journal.watch(after, filter);
        ready.add(first);
    }

    @Override
    public Optional<Answer.Frame> next(Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (ready.isEmpty() && !ended()) {
            var rest = Duration.ofNanos(end - System.nanoTime());
            if (!rest.isPositive()) {
                return Optional.empty();
            }
            subscription.next(rest).ifPresent(this::take);
        }
        return Optional.ofNullable(ready.poll());
    }

    private void take(Notice notice) {
        if (notice instanceof Notice.Durable(var event)) {
            seen = event.seq();
        }
        ready.addAll(teller.tell(notice));
        if (!teller.filter().equals(filter)) {
            filter = teller.filter();
            subscription.close();
            subscription = journal.watch(seen, filter);
        }
    }

    @Override
    public boolean ended() {
        return ready.isEmpty() && (closed || teller.over() || subscription.cutOff());
    }

    @Override
    public boolean cutOff() {
        return !closed && ready.isEmpty() && subscription.cutOff();
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
