package aule.journal;

import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.StreamId;
import aule.kernel.Transactions;
import aule.kernel.Transient;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Keeps the journal in three tables, and tells watchers after the commit. */
final class SqlJournal implements Journal, AutoCloseable {

    private final Transactions<Handle> database;
    private final Neighbours neighbours;
    private final InstantSource clock;
    private final Ids ids;
    private final EventJson json = new EventJson();
    private final SqlEvents events = new SqlEvents(json);
    private final List<Projection> projections = new CopyOnWriteArrayList<>();
    private final SqlPast past;
    private final Live live;
    private volatile boolean begun;

    SqlJournal(Transactions<Handle> database, Neighbours neighbours, InstantSource clock, Ids ids) {
        this.database = database;
        this.neighbours = neighbours;
        this.clock = clock;
        this.ids = ids;
        this.past = new SqlPast(database, events);
        this.live = new Live(past);
    }

    /** From now on watchers are told of what other kernels append. */
    void listen() {
        neighbours.listen(live::catchUp);
    }

    @Override
    public List<Envelope> append(StreamId stream, Origin origin, List<? extends Event> news) {
        if (news.isEmpty()) {
            return List.of();
        }
        begun = true;
        var bodies = news.stream().map(json::write).toList();
        List<Envelope> appended = database.write(handle -> {
            var envelopes = seal(handle, stream, origin, news);
            events.insert(handle, envelopes, bodies);
            projections.forEach(projection -> projection.apply(handle, envelopes));
            neighbours.tell(handle);
            return envelopes;
        });
        live.tell(appended);
        return appended;
    }

    @Override
    public long lease(StreamId stream) {
        return database.write(handle -> {
            events.number(
                    handle, 0); // locks in the same order as an append, so that two kernels never wait in a circle
            return events.lease(handle, stream, OrgId.LOCAL);
        });
    }

    @Override
    public List<Envelope> read(StreamId stream, long after, int limit) {
        return past.ofStream(stream, after, limit);
    }

    @Override
    public List<Envelope> since(long after, Filter filter, int limit) {
        return past.wanted(after, Long.MAX_VALUE, filter, limit);
    }

    @Override
    public long head() {
        return past.head();
    }

    @Override
    public void show(Transient piece) {
        live.show(piece);
    }

    @Override
    public void shown(StreamId stream, String source) {
        live.shown(stream, source);
    }

    @Override
    public Subscription watch(long after, Filter filter) {
        return new Watcher(live, past, after, filter);
    }

    @Override
    public int watchers() {
        return live.watchers();
    }

    @Override
    public void project(Projection projection) {
        if (begun) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "A projection came after the first append and has missed events; register it before anything is appended.");
        }
        projections.add(projection);
    }

    @Override
    public void close() {
        live.close();
    }

    private List<Envelope> seal(Handle handle, StreamId stream, Origin origin, List<? extends Event> news) {
        var count = news.size();
        var seq = events.number(handle, count) - count;
        var position = events.place(handle, stream, origin, count) - count;
        var at = clock.instant();
        var envelopes = new ArrayList<Envelope>(count);
        for (var body : news) {
            envelopes.add(new Envelope(
                    ++seq,
                    ids.next(),
                    origin.org(),
                    origin.project(),
                    stream,
                    ++position,
                    wireName(body),
                    body.shapeVersion(),
                    origin.actor(),
                    origin.correlation(),
                    origin.causation(),
                    at,
                    body));
        }
        return List.copyOf(envelopes);
    }

    private static String wireName(Event event) {
        return Objects.requireNonNull(event.getClass().getAnnotation(JsonTypeName.class))
                .value();
    }
}
