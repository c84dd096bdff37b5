package aule.models;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.SystemEvent;
import aule.kernel.Transient;
import aule.schema.Json;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whoever watches the kernel how far a download has come, and keeps how it ended. */
final class PullNews {

    private static final Logger LOG = LoggerFactory.getLogger(PullNews.class);

    private final Journal journal;
    private final AtomicLong characters = new AtomicLong();

    PullNews(Journal journal) {
        this.journal = journal;
    }

    /** Never blocks; what is told faster than a few times a second is merged to the newest. */
    void moved(Pulls.Pull pull) {
        var text = Json.wire().writeValueAsString(pull);
        // A gap before each piece: it replaces what was shown before, instead of going on from it.
        var offset = characters.getAndAdd(text.length() + 1L);
        journal.show(new Transient(SystemEvent.STREAM, Transient.Kind.MODEL_PULLING, pull.model(), offset, text));
    }

    void ended(Pulls.Pull pull) {
        journal.shown(SystemEvent.STREAM, pull.model());
        var end = new SystemEvent.ModelPulled(
                pull.model(),
                pull.state() == Pulls.State.DONE,
                pull.completedBytes(),
                pull.message() == null ? "" : pull.message());
        try {
            journal.append(SystemEvent.STREAM, Journal.Origin.kernel("model-pull"), List.of(end));
        } catch (AuleException refused) {
            LOG.warn(
                    "That the download of {} has ended reaches nobody who watches: {}",
                    pull.model(),
                    refused.sentence());
        }
    }
}
