package aule.web;

import aule.kernel.RunId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What runs fetched last and servers can say of whether it changed; at most 16 MB of it. */
final class PageCache {

    private static final long MOST = 16L << 20;

    private record Key(RunId run, URI address) {}

    private final Map<Key, Fetched> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized Optional<Fetched> of(RunId run, URI address) {
        return Optional.ofNullable(kept.get(new Key(run, address)));
    }

    synchronized void keep(RunId run, Fetched fetched) {
        if (!fetched.canBeAskedAgain() || fetched.body().length() > MOST / 4) {
            return;
        }
        var before = kept.put(new Key(run, fetched.address()), fetched);
        bytes += fetched.body().length() - (before == null ? 0 : before.body().length());
        var eldest = kept.values().iterator();
        while (bytes > MOST) {
            bytes -= eldest.next().body().length();
            eldest.remove();
        }
    }
}
