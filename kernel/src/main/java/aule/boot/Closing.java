package aule.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes rooms so that one that cannot close keeps no other from it. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void close(AutoCloseable room) {
        try {
            room.close();
        } catch (Exception failure) {
            LOG.warn("{} did not close in order.", room.getClass().getSimpleName(), failure);
        }
    }
}
