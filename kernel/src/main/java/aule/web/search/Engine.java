package aule.web.search;

import aule.kernel.AuleException;
import aule.web.Hit;
import aule.web.Query;
import java.util.List;

/** One search engine, ready to be asked. */
public interface Engine {

    /**
     * What it finds, the best first; addresses as it tells them.
     *
     * @throws AuleException with a sentence for the person who set it up: {@code UNAVAILABLE}, {@code PROVIDER_ERROR}
     *     or {@code RATE_LIMITED} if it is out of order, {@code INVALID} if it does not accept how it is set up
     */
    List<Hit> search(Query query) throws InterruptedException;
}
