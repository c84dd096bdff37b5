package aule.gateway;

import aule.api.Answer;
import aule.journal.Subscription;
import aule.journal.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** What a watcher of the journal sees, after a few frames of our own. */
final class EventFeed implements Answer.Feed {

    private final Queue<Answer.Frame> first;
    private final Subscription subscription;
    private final Wire wire;

    EventFeed(List<Answer.Frame> first, Subscription subscription, Wire wire) {
        this.first = new ArrayDeque<>(first);
        this.subscription = subscription;
        this.wire = wire;
    }

    @Override
    public Optional<Answer.Frame> next(Duration patience) throws InterruptedException {
        var waiting = first.poll();
        return waiting == null ? subscription.next(patience).map(this::frame) : Optional.of(waiting);
    }

    private Answer.Frame frame(Subscription.Notice notice) {
        var told = wire.told(notice);
        return new Answer.Frame(told.id(), told.event(), told.data());
    }

    @Override
    public boolean ended() {
        return first.isEmpty() && subscription.cutOff();
    }

    @Override
    public boolean cutOff() {
        return subscription.cutOff();
    }

    @Override
    public void close() {
        subscription.close();
    }
}
