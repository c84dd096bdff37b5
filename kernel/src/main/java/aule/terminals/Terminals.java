package aule.terminals;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import aule.kernel.TerminalEvent;
import aule.kernel.TerminalId;
import aule.sandbox.Sandbox;
import aule.workspace.Projects;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every terminal of this kernel; all end with it. */
public final class Terminals {

    /**
     * What somebody wants opened.
     *
     * @param folder relative to the project's folder; made if it is missing
     */
    record Wish(ProjectId project, String title, String folder, boolean shared, Sandbox.Size size) {}

    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

    private final Projects projects;
    private final Supplier<Sandbox> sandbox;
    private final Journal journal;
    private final Settings settings;
    private final InstantSource clock;
    private final Ids ids;
    private final Shell shell = Shell.here();
    private final ConcurrentSkipListMap<String, Session> sessions = new ConcurrentSkipListMap<>();

    Terminals(
            Projects projects,
            Supplier<Sandbox> sandbox,
            Journal journal,
            Settings settings,
            InstantSource clock,
            Ids ids) {
        this.projects = projects;
        this.sandbox = sandbox;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws AuleException with {@code RATE_LIMITED} if the person has as many as one may have */
    Session open(Principal person, Wish wish) {
        var workspace = projects.workspace(person.org(), wish.project());
        if (!wish.folder().isEmpty() && workspace.files().find(wish.folder()).isEmpty()) {
            workspace.files().mkdirs(wish.folder());
        }
        var walls = sandbox.get();
        var session = seat(person, wish, walls.rung());
        try {
            var command = new Sandbox.Command(
                    shell.line(),
                    workspace.folder(),
                    wish.folder(),
                    wish.project().value(),
                    shell.environment(),
                    "",
                    Duration.ZERO,
                    Sandbox.Limits.DEFAULT,
                    (_, text) -> session.said(text));
            var terminal = walls.terminal(command, wish.size());
            session.begin(terminal);
            append(
                    session,
                    origin(person, wish.project()),
                    new TerminalEvent.Opened(session.card().id(), wish.project(), session.title(), wish.folder()));
            Thread.ofVirtual().name("terminal-end").start(() -> awaitEnd(session, terminal));
            Thread.ofVirtual().name("terminal-keeper").start(() -> keep(session));
            return session;
        } catch (AuleException e) {
            session.end("failed");
            sessions.remove(session.card().id().value());
            throw e;
        }
    }

    private synchronized Session seat(Principal person, Wish wish, Sandbox.Rung rung) {
        var theirs = sessions.values().stream()
                .filter(it -> it.card().org().equals(person.org())
                        && it.card().owner().equals(person.user()))
                .toList();
        var over = theirs.stream().filter(it -> it.ending().isPresent()).toList();
        over.stream()
                .limit(Math.max(0, over.size() - settings.perPerson()))
                .forEach(it -> sessions.remove(it.card().id().value()));
        var running = theirs.size() - over.size();
        if (running >= settings.perPerson()) {
            throw new AuleException(
                    ErrorCode.RATE_LIMITED,
                    "%d terminals are open, which is as many as one person may have; close one of them."
                            .formatted(running));
        }
        var card = new Session.Card(
                new TerminalId(ids.next("term")),
                person.org(),
                person.user(),
                person.name(),
                wish.project(),
                wish.folder(),
                rung,
                clock.instant());
        var session = new Session(card, wish.title(), wish.shared(), wish.size(), clock);
        sessions.put(card.id().value(), session);
        return session;
    }

    private void awaitEnd(Session session, Sandbox.Terminal terminal) {
        try {
            var ending = session.ended(terminal.await());
            append(
                    session,
                    kernel(session),
                    new TerminalEvent.Closed(
                            session.card().id(), session.card().project(), ending.exitCode(), ending.reason()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (AuleException unwritten) {
            LOG.warn(
                    "The end of the terminal {} could not be written down.",
                    session.card().id(),
                    unwritten);
        } finally {
            session.settled();
        }
    }

    /** Ends a terminal that nobody uses, and forgets it some time after its end. */
    private void keep(Session session) {
        try {
            var left = settings.idle();
            while (!session.awaitEnd(left)) {
                left = settings.idle().minus(Duration.between(session.usedAt(), clock.instant()));
                if (!left.isPositive()) {
                    session.end("idle");
                    left = settings.idle();
                }
            }
            Thread.sleep(settings.kept());
            sessions.remove(session.card().id().value());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** At most {@code limit} that a person may see, newest first, below a cursor. */
    List<Session> page(Principal person, Optional<ProjectId> project, String below, int limit) {
        var all = below.isEmpty() ? sessions : sessions.headMap(below, false);
        return all.descendingMap().values().stream()
                .filter(it -> visible(it, person))
                .filter(it -> project.isEmpty() || it.card().project().equals(project.get()))
                .limit(limit)
                .toList();
    }

    /** @throws AuleException with {@code NOT_FOUND} if there is none, or it is somebody else's and not shared */
    Session find(Principal person, TerminalId id) {
        return Optional.ofNullable(sessions.get(id.value()))
                .filter(it -> visible(it, person))
                .orElseThrow(() -> AuleException.notFound("terminal", id));
    }

    private static boolean visible(Session session, Principal person) {
        return session.card().org().equals(person.org())
                && (session.card().owner().equals(person.user()) || session.shared());
    }

    /** @throws AuleException with {@code FORBIDDEN} if it is somebody else's */
    Session own(Principal person, TerminalId id) {
        var session = find(person, id);
        if (!session.card().owner().equals(person.user())) {
            throw new AuleException(
                    ErrorCode.FORBIDDEN,
                    "Only %s, who opened this terminal, can do that."
                            .formatted(session.card().ownerName()));
        }
        return session;
    }

    void change(Principal person, Session session, String title, boolean shared) {
        var card = session.card();
        append(
                session,
                origin(person, card.project()),
                new TerminalEvent.Changed(card.id(), card.project(), title, shared));
        session.change(title, shared);
    }

    /** Ends it, if it has not ended, and forgets it. */
    void close(Session session) {
        session.end("closed");
        sessions.remove(session.card().id().value());
    }

    /** Types for a person; the journal learns how many lines, never which. */
    void type(Principal person, Session session, String text) {
        var lines = session.type(Typist.person(person.name()), text);
        if (lines > 0) {
            var card = session.card();
            append(
                    session,
                    origin(person, card.project()),
                    new TerminalEvent.Typed(card.id(), card.project(), null, null, lines));
        }
    }

    /**
     * A terminal that is shared with the agents of a project.
     *
     * @param id empty if there is only one
     * @throws AuleException with {@code NOT_FOUND} if there is no such one, {@code INVALID} if several could be meant
     */
    public Shared shared(OrgId org, ProjectId project, String id) {
        var all = sessions.values().stream()
                .filter(it -> it.shared()
                        && it.card().org().equals(org)
                        && it.card().project().equals(project)
                        && (id.isEmpty()
                                ? it.ending().isEmpty()
                                : it.card().id().value().equals(id)))
                .toList();
        if (all.isEmpty()) {
            throw new AuleException(
                    ErrorCode.NOT_FOUND,
                    id.isEmpty()
                            ? "No terminal of this project is shared with agents; ask the person to share one."
                            : "There is no terminal '%s' that is shared with agents of this project.".formatted(id));
        }
        if (all.size() > 1) {
            throw new AuleException(
                    ErrorCode.INVALID, "Several terminals are shared; name one of them: %s.".formatted(names(all)));
        }
        return new Shared(all.getFirst(), journal);
    }

    private static String names(List<Session> all) {
        return String.join(
                ", ",
                all.stream()
                        .map(it -> "%s (%s)".formatted(it.card().id(), it.title()))
                        .toList());
    }

    /** Ends every shell and writes that down. */
    void close() {
        sessions.values().forEach(it -> it.end("stopped"));
        for (var session : sessions.values()) {
            try {
                session.awaitEnd(Duration.ofSeconds(5));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void append(Session session, Journal.Origin origin, TerminalEvent event) {
        journal.append(StreamId.of(session.card().id()), origin, List.of(event));
    }

    private static Journal.Origin kernel(Session session) {
        var card = session.card();
        return new Journal.Origin(
                card.org(), card.project(), "kernel", card.id().value(), null, Journal.NO_LEASE);
    }

    private static Journal.Origin origin(Principal person, ProjectId project) {
        return new Journal.Origin(
                person.org(), project, person.user().value(), project.value(), null, Journal.NO_LEASE);
    }
}
