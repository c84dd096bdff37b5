package aule.web;

import aule.web.reading.Body;
import aule.web.reading.Document;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server sent.
 *
 * @param cut whether there was more of it
 * @param hops the addresses that led there, the one that was asked for first; empty without a redirect
 * @param etag to ask with whether it changed
 * @param modified the same by time
 */
record Fetched(
        URI address,
        String type,
        Body body,
        boolean cut,
        List<URI> hops,
        Instant at,
        @Nullable String etag,
        @Nullable String modified) {

    Document document() {
        return new Document(address, type, body, cut);
    }

    boolean canBeAskedAgain() {
        return etag != null || modified != null;
    }

    Fetched seenAgain(List<URI> led, Instant now) {
        return new Fetched(address, type, body, cut, led, now, etag, modified);
    }
}
