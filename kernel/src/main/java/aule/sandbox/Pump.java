package aule.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one output of a command to whoever listens and to what is kept, on a thread of its own. */
final class Pump implements Runnable {

    /** What a command may say before it is stopped as a flood, as a multiple of what is kept. */
    static final int FLOOD = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);

    private final InputStream from;
    private final Kept kept;
    private final Consumer<String> listener;
    private final Runnable flooded;
    private final long most;
    private boolean listening = true;

    Pump(InputStream from, int keep, Consumer<String> listener, Runnable flooded) {
        this.from = from;
        this.kept = new Kept(keep);
        this.listener = listener;
        this.flooded = flooded;
        this.most = (long) keep * FLOOD;
    }

    Kept kept() {
        return kept;
    }

    @Override
    public void run() {
        var text = new Utf8();
        var buffer = new byte[8192];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                kept.add(buffer, count);
                tell(text.more(buffer, count));
                if (kept.total() > most) {
                    flooded.run();
                }
            }
        } catch (IOException e) {
            // The pipe was closed under the reader because the command was killed: what came is kept.
        }
        tell(text.end());
    }

    /** A listener that fails is told nothing more; the command must not block on a full pipe because of it. */
    private void tell(String said) {
        if (!listening || said.isEmpty()) {
            return;
        }
        try {
            listener.accept(said);
        } catch (RuntimeException e) {
            listening = false;
            LOG.warn("A listener to a command's output failed and hears no more.", e);
        }
    }
}
