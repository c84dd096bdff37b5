package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.journal.Journal;
import aule.kernel.ArtifactEvent;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import aule.testkit.Awaiting;
import aule.testkit.CountingIds;
import aule.testkit.HookedJournal;
import aule.testkit.WithJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the files that calls make, whatever database is behind it. */
abstract class ArtifactsContract extends WithJournal {

    static final ProjectId PROJECT = Projects.STANDARD;
    static final Principal ANA = new Principal(OrgId.LOCAL, new UserId("user-ana"), "Ana", Set.of());
    static final Journal.Origin BY =
            new Journal.Origin(OrgId.LOCAL, PROJECT, "user-ana", PROJECT.value(), null, Journal.NO_LEASE);

    @TempDir
    Path home;

    final CountingIds ids = new CountingIds();
    private int calls;
    WorkspaceRoom room;
    AutoCloseable harvest = () -> {};

    @BeforeEach
    void begin() {
        clock.set(Instant.parse("2035-01-01T12:00:00Z")); // later than any file of this test is written
        open(journal());
        room.begin();
    }

    @AfterEach
    void stop() throws Exception {
        harvest.close();
    }

    private void open(Journal journal) {
        room = WorkspaceRoom.open(home, home, database(), journal, (_, _) -> OptionalInt.empty(), clock, ids);
    }

    private void gather() {
        harvest = room.gather().get();
    }

    /** The next life of the kernel. */
    private void restart() throws Exception {
        harvest.close();
        open(reopened());
        gather();
    }

    void write(String path, String content) {
        write(path, content.getBytes(UTF_8));
    }

    void write(String path, byte[] content) {
        try {
            var file = home.resolve("projects/default").resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call of a run that says that it changed these files. */
    RunEvent.ToolAnswered answered(String... paths) {
        var changes = Stream.of(paths)
                .map(it -> new FileChange(it, "created", 1, 0, 0))
                .toList();
        var call = "call-" + ++calls;
        var answer = new RunEvent.ToolAnswered(
                RUN, 1, call, new ToolName("exec"), true, "", "", 0, false, 1, new ReceiptId("rcpt-" + calls), changes);
        var by = new Journal.Origin(OrgId.LOCAL, PROJECT, RUN.value(), RUN.value(), null, Journal.NO_LEASE);
        journal().append(STREAM, by, List.of(answer));
        return answer;
    }

    private List<Artifact> list() {
        return room.artifacts().page(OrgId.LOCAL, ArtifactSearch.ALL, 200);
    }

    private Artifact awaited(String path, int version) {
        Awaiting.until(
                "%s has version %d".formatted(path, version),
                () -> of(path).stream().anyMatch(it -> it.version() >= version));
        return of(path).getFirst();
    }

    private List<Artifact> of(String path) {
        return list().stream().filter(it -> path.equals(it.path())).toList();
    }

    private List<Event> events() {
        return journal().read(StreamId.of(PROJECT), 0, 1_000).stream()
                .map(Envelope::body)
                .toList();
    }

    private long blobs() {
        try (var files = Files.walk(home.resolve("artifacts"))) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatACallMadeIsKeptWithWhereItCameFrom() throws Exception {
        gather();
        write("out/report.md", "# Atlas\n\nAll is well.");
        var answer = answered("out/report.md");

        var kept = awaited("out/report.md", 1);
        assertThat(kept.run()).isEqualTo(RUN);
        assertThat(kept.call()).isEqualTo(answer.callId());
        assertThat(kept.receipt()).isEqualTo(answer.receiptId());
        assertThat(kept.kind()).isEqualTo(Artifact.Kind.TEXT);
        assertThat(kept.mediaType()).isEqualTo("text/markdown");
        assertThat(kept.excerpt()).startsWith("# Atlas");
        try (var content = room.artifacts().open(kept, 2)) {
            assertThat(content.readAllBytes()).isEqualTo("Atlas\n\nAll is well.".getBytes(UTF_8));
        }
    }

    @Test
    void theSameFileGetsVersionsAndTheSameContentNone() throws Exception {
        gather();
        write("a.txt", "one");
        answered("a.txt");
        var first = awaited("a.txt", 1);
        write("a.txt", "two");
        answered("a.txt");
        awaited("a.txt", 2);
        answered("a.txt");
        write("b.txt", "two");
        answered("b.txt");
        awaited("b.txt", 1);

        var versions = room.artifacts().versions(OrgId.LOCAL, first.id(), Integer.MAX_VALUE, 10);
        assertThat(versions).extracting(Artifact::version).containsExactly(2, 1);
        assertThat(of("b.txt").getFirst().sha256())
                .isEqualTo(versions.getFirst().sha256());
        assertThat(blobs()).as("what is the same is kept once").isEqualTo(2);
        assertThat(room.artifacts().usage(OrgId.LOCAL).bytes()).isEqualTo(6);
    }

    @Test
    void whatIsHiddenIgnoredOrBuiltIsNotKept() {
        write(".gitignore", "*.log\n/secret/\n!keep.log\n");
        var left = List.of(
                ".env",
                ".git/config",
                "a/.cache/x",
                "run.log",
                "secret/x.txt",
                "node_modules/p/i.js",
                "target/a.class");
        left.forEach(it -> write(it, "x"));
        write("keep.log", "x");
        write("src/Main.java", "class Main {}");
        answered(left.toArray(String[]::new));
        answered("keep.log", "src/Main.java", "not-there.txt", "/etc/passwd", "../../x");
        gather();

        awaited("src/Main.java", 1);
        assertThat(list()).extracting(Artifact::path).containsExactlyInAnyOrder("keep.log", "src/Main.java");
    }

    @Test
    void whatIsTooLargeOrTooManyIsLeftOutAndSaid() throws Exception {
        try (var large = new java.io.RandomAccessFile(
                Files.createDirectories(home.resolve("projects/default"))
                        .resolve("large.bin")
                        .toFile(),
                "rw")) {
            large.setLength((50L << 20) + 1);
        }
        var many = IntStream.range(0, 52).mapToObj("f%02d.txt"::formatted).toList();
        many.forEach(it -> write(it, it));
        answered(Stream.concat(Stream.of("large.bin"), many.stream()).toArray(String[]::new));
        gather();

        awaited("f49.txt", 1);
        assertThat(list()).hasSize(50);
        var said = events().stream()
                .filter(ArtifactEvent.LeftOut.class::isInstance)
                .map(ArtifactEvent.LeftOut.class::cast)
                .toList();
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().count()).isEqualTo(3);
        assertThat(said.getFirst().files())
                .extracting(ArtifactEvent.Skipped::reason)
                .containsExactly("too_large", "too_many", "too_many");
    }

    @Test
    void aCrashBetweenAnswerAndArtifactForgetsNothing() throws Exception {
        write("a.txt", "one");
        answered("a.txt");
        restart();

        assertThat(awaited("a.txt", 1).version()).isOne();
    }

    @Test
    void aCrashBetweenContentAndEventLeavesNothingTwice() throws Exception {
        var crashes = new AtomicInteger();
        room = WorkspaceRoom.open(
                home,
                home,
                database(),
                new HookedJournal(reopened(), event -> {
                    if (event instanceof ArtifactEvent.Created) {
                        crashes.incrementAndGet();
                        throw new AuleException(ErrorCode.UNAVAILABLE, "The power is gone.");
                    }
                }),
                (_, _) -> OptionalInt.empty(),
                clock,
                ids);
        write("a.txt", "one");
        answered("a.txt");
        gather();
        Awaiting.until("the content is kept and its event is not", () -> crashes.get() > 0);
        assertThat(list()).isEmpty();
        assertThat(blobs()).isOne();
        restart();

        awaited("a.txt", 1);
        assertThat(list()).hasSize(1);
        assertThat(blobs()).isOne();
    }

    @Test
    void deletedIsOffTheListAndCanBeBroughtBackForAWeek() throws Exception {
        write("a.txt", "one");
        write("b.txt", "two");
        var kept = room.artifacts().pin(BY, PROJECT, "a.txt");
        var gone = room.artifacts().pin(BY, PROJECT, "b.txt");
        room.artifacts().delete(BY, kept.id());
        assertThat(list()).extracting(Artifact::id).containsExactly(gone.id());
        notFound(() -> room.artifacts().find(OrgId.LOCAL, kept.id()));
        assertThat(room.artifacts().restore(BY, kept.id())).isEqualTo(kept);

        room.artifacts().delete(BY, gone.id());
        clock.advance(Duration.ofDays(8));
        restart();
        Awaiting.until("the content is gone too", () -> blobs() == 1);
        notFound(() -> room.artifacts().restore(BY, gone.id()));
        assertThat(list()).extracting(Artifact::id).containsExactly(kept.id());
        assertThat(home.resolve("projects/default/b.txt")).hasContent("two");
        assertThat(room.artifacts().pin(BY, PROJECT, "b.txt").id()).isNotEqualTo(gone.id());
    }

    @Test
    void aProjectThatGoesToTheTrashTakesItsArtifactsAlongAndOneThatIsKeptDoesNot() {
        for (var keep : List.of(true, false)) {
            var project = room.projects().create(ANA, "Atlas", "").id();
            var by = new Journal.Origin(OrgId.LOCAL, project, "user-ana", "x", null, Journal.NO_LEASE);
            room.projects().workspace(project).files().writeAtomically("a.txt", "x".getBytes(UTF_8));
            var kept = room.artifacts().pin(by, project, "a.txt");
            room.projects().delete(ANA, project, keep);

            assertThat(list().contains(kept)).isEqualTo(keep);
            assertThat(journal().read(StreamId.of(project), 0, 10).getLast().body())
                    .isInstanceOf(ProjectEvent.Deleted.class);
        }
    }

    @Test
    void onlyTheLastFiftyVersionsAreKept() {
        for (var number = 1; number <= 52; number++) {
            write("a.txt", "version " + number);
            room.artifacts().pin(BY, PROJECT, "a.txt");
        }
        var artifact = of("a.txt").getFirst();
        assertThat(artifact.version()).isEqualTo(52);
        assertThat(room.artifacts().versions(OrgId.LOCAL, artifact.id(), 5, 10))
                .extracting(Artifact::version)
                .containsExactly(4, 3);
        notFound(() -> room.artifacts().find(OrgId.LOCAL, artifact.id(), 2));
    }

    @Test
    void searchesNarrowTheList() {
        write("a/report.md", "100% of it");
        write("b.json", "{}");
        room.artifacts().pin(BY, PROJECT, "a/report.md");
        clock.advance(Duration.ofHours(1));
        var later = room.artifacts().pin(BY, PROJECT, "b.json");
        var text = room.artifacts().keep(BY, PROJECT, new RunId("run-9"), "call-1", "Ode.md", "O sea".getBytes(UTF_8));

        assertThat(found("100%")).extracting(Artifact::name).containsExactly("report.md");
        assertThat(found("A/RE")).extracting(Artifact::name).containsExactly("report.md");
        assertThat(found("_")).isEmpty();
        assertThat(room.artifacts().page(OrgId.LOCAL, ArtifactSearch.ALL, 1)).containsExactly(text);
        var rest = with(ArtifactSearch.ALL, text.seq());
        assertThat(room.artifacts().page(OrgId.LOCAL, rest, 1)).containsExactly(later);
        assertThat(text.path()).isNull();
        assertThat(text.run()).isEqualTo(new RunId("run-9"));
    }

    private List<Artifact> found(String words) {
        var all = ArtifactSearch.ALL;
        return room.artifacts()
                .page(
                        OrgId.LOCAL,
                        new ArtifactSearch(
                                all.kind(), all.project(), all.run(), all.since(), all.until(), words, all.before()),
                        10);
    }

    private static ArtifactSearch with(ArtifactSearch all, long before) {
        return new ArtifactSearch(all.kind(), all.project(), all.run(), all.since(), all.until(), all.words(), before);
    }

    private static void notFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(call)
                .extracting(AuleException::code)
                .isEqualTo(ErrorCode.NOT_FOUND);
    }
}
