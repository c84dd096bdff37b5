package aule.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.journal.Follower;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProcessEvent;
import aule.kernel.ProcessId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.UserId;
import aule.sandbox.Demand;
import aule.sandbox.Sandbox;
import aule.sandbox.SandboxRoom;
import aule.store.Database;
import aule.testkit.Awaiting;
import aule.testkit.CountingIds;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes behind the strongest walls of the machine that runs the test. */
@Timeout(120)
class ProcessesTests extends WithJournal {

    private static final ProjectId PROJECT = new ProjectId("proj-one");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private static Path walls;

    private static SandboxRoom sandboxes;

    @TempDir
    private Path home;

    private Path folder;
    private ProcessesRoom room;
    private Follower follower;

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "processes");
    }

    @BeforeAll
    static void opens() {
        sandboxes = SandboxRoom.open(walls);
    }

    @AfterAll
    static void closesWalls() {
        sandboxes.close();
    }

    @BeforeEach
    void opensRoom() throws Exception {
        folder = Files.createDirectories(home.resolve("work"));
        room = ProcessesRoom.open(home, "one", database(), journal(), sandboxes::sandbox, new CountingIds());
        follower = room.begin();
    }

    @AfterEach
    void closesRoom() throws Exception {
        follower.close();
        room.close();
    }

    @Test
    void whatItSaysIsLoggedAndItsEndIsWrittenDown() throws Exception {
        var id = start(RUN, "echo out; echo err >&2; exit 3");
        ended(id);

        var entry = all().find(OrgId.LOCAL, id);
        assertThat(entry.running()).isFalse();
        assertThat(entry.exitCode()).isEqualTo(3);
        assertThat(entry.reason()).isEqualTo("exited");
        assertThat(all().log(id, 0, 1_000).text()).contains("out\n").contains("err\n");
        assertThat(changes())
                .satisfiesExactly(
                        it -> assertThat(it).isInstanceOf(ProcessEvent.Started.class),
                        it -> assertThat(it).isEqualTo(new ProcessEvent.Ended(id, PROJECT, RUN, 3, "exited")));
    }

    @Test
    void itEndsWithItsRunUnlessItIsKept() throws Exception {
        var ends = start(RUN, "sleep 600");
        var kept = start(RUN, "sleep 600");
        var other = start(new RunId("run-other"), "sleep 600");
        all().keep(kept);
        journal().append(StreamId.of(RUN), ORIGIN, List.of(new RunEvent.Completed(RUN, "done")));
        ended(ends);

        assertThat(all().find(OrgId.LOCAL, ends).reason()).isEqualTo("run_ended");
        assertThat(all().isAlive(kept)).isTrue();
        assertThat(all().isAlive(other)).isTrue();
        var late = start(RUN, "sleep 600");
        ended(late);
        assertThat(all().find(OrgId.LOCAL, late).reason()).isEqualTo("run_ended");
    }

    @Test
    void stoppingEndsTheWholeTree() throws Exception {
        var seconds = 910_000 + ProcessHandle.current().pid() % 80_000;
        var id = start(
                null, "trap '' TERM; setsid sleep %d & sleep %d & echo up; wait; wait".formatted(seconds, seconds));
        assertThat(all().await(id, () -> all().log(id, 0, 100).text().contains("up"), LONG))
                .isTrue();
        Awaiting.until("both sleep", () -> sleepers(seconds) == 2);
        all().stop(id);

        assertThat(all().find(OrgId.LOCAL, id).reason()).isEqualTo("stopped");
        Awaiting.until("nobody is left", () -> sleepers(seconds) == 0);
    }

    @Test
    void itCanBeToldThings() throws Exception {
        var id = start(null, "read name; echo hello $name; cat");
        all().say(id, "Ana\nmore\n");
        all().endInput(id);
        ended(id);

        assertThat(all().log(id, 0, 100).text()).isEqualTo("hello Ana\nmore\n");
        assertThatThrownBy(() -> all().say(id, "x"))
                .isInstanceOf(AuleException.class)
                .hasMessageContaining("not run");
    }

    @Test
    void closingTheKernelEndsAllAndAnEarlierLifesAreWrittenOff() throws Exception {
        var id = start(null, "sleep 600");
        room.close();

        assertThat(all().find(OrgId.LOCAL, id).reason()).isEqualTo("kernel_stopped");
        var lost = new ProcessId("prc-lost");
        journal()
                .append(
                        StreamId.of(PROJECT),
                        ORIGIN,
                        List.of(new ProcessEvent.Started(lost, PROJECT, RUN, "command", "sleep", "", "one")));
        all().bury();
        assertThat(all().find(OrgId.LOCAL, lost).reason()).isEqualTo("kernel_died");
        assertThat(all().find(OrgId.LOCAL, lost).running()).isFalse();
    }

    @Test
    void oneRunCannotHaveThemAll() {
        for (int count = 0; count < Processes.Most.DEFAULT.ofRun(); count++) {
            start(RUN, "sleep 600");
        }

        assertThatThrownBy(() -> start(RUN, "sleep 600"))
                .isInstanceOf(AuleException.class)
                .hasMessageContaining("8 processes");
        assertThat(all().isAlive(start(null, "sleep 600"))).isTrue();
    }

    @Test
    void whoWatchesHearsAllAndThenTheEnd() throws Exception {
        var id = start(null, "echo one; read go; echo two");
        var feed = new LogFeed(all(), id, 0, () -> "over");
        var told = new ArrayList<Object>();
        while (!feed.ended()) {
            feed.next(Duration.ofMillis(200)).ifPresent(it -> {
                told.add(it.data());
                if (told.size() == 1) {
                    all().say(id, "go\n");
                }
            });
        }

        assertThat(told).containsExactly(new LogFeed.Said(0, "one\n", 4), new LogFeed.Said(4, "two\n", 8), "over");
    }

    private ProcessId start(@Nullable RunId run, String script) {
        return all().start(new Wanted(
                OrgId.LOCAL,
                new UserId("user-ana"),
                PROJECT,
                run,
                Wanted.Kind.COMMAND,
                script,
                List.of("sh", "-c", script),
                folder,
                "",
                Map.of(),
                "",
                Sandbox.Limits.DEFAULT,
                Demand.NONE,
                new Vicinity(run, "", Sandbox.Network.NONE),
                () -> {},
                (_, _) -> {}));
    }

    private Processes all() {
        return room.processes();
    }

    private void ended(ProcessId id) throws InterruptedException {
        assertThat(all().await(id, () -> !all().isAlive(id), LONG)).isTrue();
    }

    private List<Object> changes() {
        return journal().read(StreamId.of(PROJECT), 0, 100).stream()
                .map(Envelope::body)
                .map(Object.class::cast)
                .toList();
    }

    private static long sleepers(long seconds) {
        return ProcessHandle.allProcesses()
                .filter(it ->
                        it.info().arguments().map(List::of).orElse(List.of()).contains(Long.toString(seconds)))
                .count();
    }
}
