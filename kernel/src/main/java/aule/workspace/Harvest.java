package aule.workspace;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.ArtifactEvent;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.workspace.artifacts.Shelf;
import aule.workspace.artifacts.SqlWishes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files that calls made, a moment after each call has ended and beside the run, which does not wait for it.
 * Which calls are still to be looked at is in the database, so that none is forgotten in a crash.
 */
final class Harvest {

    /** How many files of one call are kept. */
    static final int MOST = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Harvest.class);
    private static final Set<String> MADE = Set.of("created", "modified", "moved");
    private static final Filter ANSWERS = Filter.ofTypes(Set.of("tool.answered"));
    private static final int NAMED = 20;

    /** How long a kernel that stops waits for the file at hand. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** The step of a call that a person made without a run. */
    private static final int BY_HAND = 0;

    private final Journal journal;
    private final SqlWishes wishes;
    private final Artifacts artifacts;
    private final Drafts drafts;
    private final Projects projects;
    private final Broom broom;
    private final InstantSource clock;
    private volatile boolean ended;

    Harvest(
            Journal journal,
            SqlWishes wishes,
            Artifacts artifacts,
            Drafts drafts,
            Projects projects,
            Broom broom,
            InstantSource clock) {
        this.journal = journal;
        this.wishes = wishes;
        this.artifacts = artifacts;
        this.drafts = drafts;
        this.projects = projects;
        this.broom = broom;
        this.clock = clock;
    }

    /** Takes up what an earlier life of the kernel left, and goes on until closed. */
    AutoCloseable begin() {
        var follower = Follower.start("artifacts", journal, ANSWERS, _ -> gather());
        var first = Thread.ofVirtual().name("artifacts-first").start(this::first);
        return () -> {
            ended = true;
            follower.close();
            first.join(GRACE);
        };
    }

    private void first() {
        try {
            gather();
        } catch (RuntimeException failure) { // the next answer tries again, or the next life
            if (!ended) {
                LOG.warn("What runs made could not be kept yet.", failure);
            }
        }
    }

    /** Keeps everything that waits; one thread at a time. */
    synchronized void gather() {
        while (!ended) {
            var seq = wishes.next(clock.instant());
            if (seq.isEmpty()) {
                broom.sweepNowAndThen();
                return;
            }
            fulfil(seq.get());
        }
    }

    /** What the disk does not take now is tried again; what fails otherwise is told in the log and given up. */
    private void fulfil(long seq) {
        try {
            var answer = journal.since(seq - 1, ANSWERS, 1).stream().findFirst();
            var told = answer.map(this::events).orElse(List.of());
            if (answer.isPresent() && !told.isEmpty()) {
                append(answer.get(), told);
            }
            wishes.drop(seq);
        } catch (RuntimeException failure) {
            if (failure instanceof AuleException known && known.code() == ErrorCode.UNAVAILABLE) {
                throw failure;
            }
            LOG.error("What the call at {} in the journal made is not kept.", seq, failure);
            wishes.drop(seq);
        }
    }

    private void append(Envelope answer, List<ArtifactEvent> events) {
        var origin = new Journal.Origin(
                answer.org(),
                answer.project(),
                answer.actor(),
                answer.correlation(),
                answer.id().toString(),
                Journal.NO_LEASE);
        artifacts.append(origin, events.getFirst().projectId(), events);
    }

    private List<ArtifactEvent> events(Envelope envelope) {
        var project = envelope.project();
        if (project == null || !(envelope.body() instanceof RunEvent.ToolAnswered answer)) {
            return List.of();
        }
        return files(envelope.org(), project)
                .map(files -> artifacts.numbering(() -> events(envelope.org(), project, answer, files)))
                .orElse(List.of());
    }

    /** Empty if the project is gone. */
    private Optional<Beneath> files(OrgId org, ProjectId project) {
        try {
            return Optional.of(projects.workspace(org, project).files());
        } catch (AuleException gone) {
            return Optional.empty();
        }
    }

    private List<ArtifactEvent> events(OrgId org, ProjectId project, RunEvent.ToolAnswered answer, Beneath files) {
        var maker = answer.step() == BY_HAND
                ? new Drafts.Maker(org, project, null, null, answer.receiptId())
                : new Drafts.Maker(org, project, answer.runId(), answer.callId(), answer.receiptId());
        var made = new ArrayList<ArtifactEvent>();
        var skipped = new ArrayList<ArtifactEvent.Skipped>();
        for (var path : paths(answer, files)) {
            var draft = made.size() >= MOST ? new Drafts.Draft.Refused("too_many") : draft(maker, files, path);
            switch (draft) {
                case Drafts.Draft.Fresh(var event) -> made.add(event);
                case Drafts.Draft.Refused(var reason) -> skipped.add(new ArtifactEvent.Skipped(path, reason));
                case Drafts.Draft.Same _ -> {
                    // what is kept already is kept once
                }
            }
        }
        if (!skipped.isEmpty()) {
            made.add(new ArtifactEvent.LeftOut(
                    project,
                    answer.runId(),
                    answer.callId(),
                    skipped.size(),
                    skipped.stream().limit(NAMED).toList()));
        }
        return made;
    }

    private static List<String> paths(RunEvent.ToolAnswered answer, Beneath files) {
        return answer.changes().stream()
                .filter(it -> MADE.contains(it.kind()))
                .map(FileChange::path)
                .filter(it -> !it.startsWith("/"))
                .distinct()
                .filter(it -> isFile(files, it) && Produced.counts(files, it))
                .toList();
    }

    private static boolean isFile(Beneath files, String path) {
        try {
            return files.itself(path).filter(Entry::isFile).isPresent();
        } catch (AuleException unreachable) {
            return false;
        }
    }

    private Drafts.Draft draft(Drafts.Maker maker, Beneath files, String path) {
        try (var content = opened(files, path).orElse((InputStream) null)) {
            if (content == null) {
                return new Drafts.Draft.Refused("unreadable");
            }
            return files.stat(path).size() > Shelf.LARGEST
                    ? new Drafts.Draft.Refused("too_large")
                    : drafts.of(maker, path, Names.nameOf(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<InputStream> opened(Beneath files, String path) {
        try {
            return Optional.of(files.stream(path, 0));
        } catch (AuleException unreadable) {
            return Optional.empty();
        }
    }
}
