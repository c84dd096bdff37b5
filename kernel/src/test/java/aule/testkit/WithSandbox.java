package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.sandbox.Sandbox;
import aule.sandbox.SandboxRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A rung of the isolation ladder, and how tests have it run commands. */
public abstract class WithSandbox {

    /** What was tried once need not be tried before each test. */
    private static final Set<Integer> WORKING = ConcurrentHashMap.newKeySet();

    @TempDir
    protected Path home;

    protected SandboxRoom room;
    protected Path workspace;
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /** The level of the rung under test. */
    protected abstract int level();

    @BeforeEach
    void open() throws IOException {
        workspace = Files.createDirectories(home.resolve("workspaces/one"));
        room = SandboxRoom.open(home);
        if (WORKING.contains(level())) {
            return;
        }
        var tried = room.ladder().tried(level());
        if (tried.works()) {
            WORKING.add(level());
        } else {
            var skipped =
                    "Skipped: rung %d does not work here. %s %s".formatted(level(), tried.reason(), tried.remedy());
            System.out.println(skipped);
            Assumptions.abort(skipped);
        }
    }

    @AfterEach
    void close() {
        room.close();
    }

    protected final Sandbox sandbox() {
        return room.ladder().at(level());
    }

    protected final Sandbox.Outcome shell(String script) throws InterruptedException {
        return run(command("sh", "-c", script));
    }

    protected final Sandbox.Outcome run(Sandbox.Command command) throws InterruptedException {
        return sandbox().start(command).await();
    }

    protected final Sandbox.Command command(String... argv) {
        return new Sandbox.Command(
                List.of(argv),
                workspace,
                "",
                "proj-one",
                Map.of(),
                "",
                Duration.ofSeconds(30),
                sandbox().usual(),
                (error, text) -> heard.add(text));
    }

    protected static Sandbox.Command withInput(Sandbox.Command c, String input) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                c.folder(),
                c.project(),
                c.environment(),
                input,
                c.timeout(),
                c.limits(),
                c.output());
    }

    protected static Sandbox.Command withEnvironment(Sandbox.Command c, Map<String, String> variables) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                c.folder(),
                c.project(),
                variables,
                c.input(),
                c.timeout(),
                c.limits(),
                c.output());
    }

    protected static Sandbox.Command inFolder(Sandbox.Command c, String folder) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                folder,
                c.project(),
                c.environment(),
                c.input(),
                c.timeout(),
                c.limits(),
                c.output());
    }

    protected static Sandbox.Command timed(Sandbox.Command c, int millis) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                c.folder(),
                c.project(),
                c.environment(),
                c.input(),
                Duration.ofMillis(millis),
                c.limits(),
                c.output());
    }

    protected static Sandbox.Command limited(Sandbox.Command c, Sandbox.Limits limits) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                c.folder(),
                c.project(),
                c.environment(),
                c.input(),
                c.timeout(),
                limits,
                c.output());
    }

    protected static Sandbox.Command heardBy(Sandbox.Command c, Sandbox.Output output) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                c.folder(),
                c.project(),
                c.environment(),
                c.input(),
                c.timeout(),
                c.limits(),
                output);
    }

    protected static Sandbox.Command through(Sandbox.Command c, Sandbox.Network network) {
        return new Sandbox.Command(
                c.argv(),
                c.workspace(),
                c.folder(),
                c.project(),
                c.environment(),
                c.input(),
                c.timeout(),
                c.limits(),
                c.output(),
                network);
    }

    protected static Sandbox.Command forProject(Sandbox.Command c, String project, Path folder) {
        return new Sandbox.Command(
                c.argv(), folder, c.folder(), project, c.environment(), c.input(), c.timeout(), c.limits(), c.output());
    }

    /** The uid that files of the project have on the host. */
    protected final int owner() throws IOException {
        return room.owners().of("proj-one").isPresent()
                ? room.owners().of("proj-one").getAsInt()
                : (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** How many processes of the host sleep this many seconds; the number is the test's own. */
    protected static long sleepers(int seconds) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").endsWith("sleep " + seconds))
                .count();
    }

    public static void await(BooleanSupplier fact) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the fact became true in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
