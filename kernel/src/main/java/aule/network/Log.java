package aule.network;

import aule.egress.Behalf;
import aule.egress.Passage;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every request down, those of a fifth of a second in one event. What cannot be written waits; while too much
 * waits, sandboxes get nowhere.
 */
final class Log implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Log.class);
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_WAITING = 20_000;
    private static final int LONGEST_REASON = 500;
    private static final Duration GATHERED = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Who sent it, as far as anybody did by name. */
    record Sender(
            OrgId org,
            @Nullable ProjectId project,
            @Nullable PersonaId persona,
            @Nullable RunId run,
            @Nullable RunId root,
            @Nullable String callId,
            String purpose) {

        Sender(Party party, Kin kin) {
            this(party.org(), party.project(), kin.persona(), party.run(), kin.root(), party.callId(), "sandbox");
        }

        static Sender of(Behalf behalf) {
            var account = behalf.account();
            return account == null
                    ? new Sender(OrgId.LOCAL, null, null, null, null, behalf.callId(), behalf.purpose())
                    : new Sender(
                            account.org(),
                            account.project(),
                            account.persona(),
                            account.run(),
                            account.run(),
                            behalf.callId(),
                            behalf.purpose());
        }

        private Place place() {
            return new Place(org, project);
        }
    }

    /** Whose log a line stands in. */
    private record Place(OrgId org, @Nullable ProjectId project) {}

    private record Line(Place place, NetworkEvent.Request request) {}

    private final Journal journal;
    /** An empty place is the end. */
    private final LinkedBlockingQueue<Optional<Line>> waiting = new LinkedBlockingQueue<>();

    private final Thread writer;
    private volatile boolean closing;

    Log(Journal journal) {
        this.journal = journal;
        this.writer = Thread.ofVirtual().name("network-log").unstarted(this::write);
    }

    void begin() {
        writer.start();
    }

    boolean isFull() {
        return waiting.size() >= MOST_WAITING;
    }

    void note(Sender sender, Passage passage) {
        var reason = passage.reason();
        waiting.add(Optional.of(new Line(
                sender.place(),
                new NetworkEvent.Request(
                        passage.began(),
                        sender.purpose(),
                        passage.target().method(),
                        passage.target().host(),
                        passage.target().port(),
                        passage.verdict().name().toLowerCase(Locale.ROOT),
                        reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason,
                        passage.up(),
                        passage.down(),
                        Math.max(0, passage.took().toMillis()),
                        sender.persona(),
                        sender.run(),
                        sender.root(),
                        sender.callId()))));
    }

    private void write() {
        var batch = new ArrayList<Line>();
        while (!closing || !waiting.isEmpty()) {
            try {
                gather(batch);
                append(batch);
            } catch (AuleException e) {
                LOG.warn("Requests could not be written down; {} wait.", waiting.size() + batch.size(), e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** The first that comes, and what comes soon after; what could not be written before comes first. */
    private void gather(List<Line> batch) {
        if (!batch.isEmpty()) {
            return;
        }
        try {
            waiting.take().ifPresent(batch::add);
            if (!closing) {
                Thread.sleep(GATHERED);
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        var more = new ArrayList<Optional<Line>>();
        waiting.drainTo(more, MOST_AT_ONCE - batch.size());
        more.forEach(it -> it.ifPresent(batch::add));
    }

    private void append(List<Line> batch) {
        var places = new LinkedHashMap<Place, List<NetworkEvent.Request>>();
        batch.forEach(
                it -> places.computeIfAbsent(it.place(), _ -> new ArrayList<>()).add(it.request()));
        places.forEach((place, requests) -> {
            var correlation = NetworkEvent.REQUESTS.value();
            journal.append(
                    NetworkEvent.REQUESTS,
                    new Journal.Origin(place.org(), place.project(), "kernel", correlation, null, Journal.NO_LEASE),
                    List.of(new NetworkEvent.Requested(requests)));
            batch.removeIf(it -> it.place().equals(place));
        });
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        closing = true;
        waiting.add(Optional.empty());
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
