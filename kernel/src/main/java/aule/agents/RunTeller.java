package aule.agents;

import aule.api.Answer.Frame;
import aule.journal.Filter;
import aule.journal.Subscription.Notice;
import aule.journal.Wire;
import aule.kernel.RunEvent;
import java.util.List;

/** Tells everything about one run, as it is, until it has ended. */
final class RunTeller implements JournalFeed.Teller {

    private final Wire wire;
    private final Filter filter;
    private boolean over;

    RunTeller(Wire wire, Filter filter, boolean over) {
        this.wire = wire;
        this.filter = filter;
        this.over = over;
    }

    @Override
    public Filter filter() {
        return filter;
    }

    @Override
    public List<Frame> tell(Notice notice) {
        over |= notice instanceof Notice.Durable(var event) && event.body() instanceof RunEvent.Ended;
        var told = wire.told(notice);
        return List.of(new Frame(told.id(), told.event(), told.data()));
    }

    @Override
    public boolean over() {
        return over;
    }
}
