package aule.boot;

import aule.journal.Neighbours;
import aule.store.Membership;
import org.jdbi.v3.core.Handle;

/** Lets the journals of kernels on one database hear of each other. */
record Neighbourhood(Membership membership) implements Neighbours {

    @Override
    public void tell(Handle handle) {
        membership.ring(handle);
    }

    @Override
    public void listen(Runnable news) {
        membership.listen(news);
    }
}
