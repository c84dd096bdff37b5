package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.WithSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kernel with commands on every rung is killed; the next one on its home finds the machine as if nothing had been. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HomeAfterCrashTests {

    /** A kernel's sandbox room in a process of its own, for being killed. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            var home = Path.of(arguments[0]);
            var workspace = Files.createDirectories(home.resolve("workspaces/one"));
            var room = SandboxRoom.open(home);
            for (var tried : room.ladder().tried()) {
                if (tried.works()) {
                    var level = tried.rung().level();
                    var rung = room.ladder().at(level);
                    var script = "setsid sleep %s%d & sleep %s%d".formatted(arguments[1], level, arguments[1], level);
                    rung.start(new Sandbox.Command(
                            List.of("sh", "-c", script),
                            workspace,
                            "",
                            "proj-one",
                            Map.of(),
                            "",
                            Duration.ofMinutes(10),
                            rung.usual(),
                            (_, _) -> {}));
                    System.out.println(level);
                }
            }
            System.out.println("up");
            System.out.flush();
            System.in.read();
        }
    }

    @TempDir
    Path home;

    @Test
    void nothingOfAKilledKernelIsLeftAfterTheNextStart() throws IOException, InterruptedException {
        var seconds = Long.toString(70_000 + ProcessHandle.current().pid() % 10_000);
        var victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        home.toString(),
                        seconds)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var rungs = 0;
        for (var said = victim.inputReader().readLine();
                said != null && !said.equals("up");
                said = victim.inputReader().readLine()) {
            rungs++;
        }
        var expected = 2L * rungs;
        WithSandbox.await(() -> sleepers(seconds) >= expected);
        victim.destroyForcibly();
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var groups = Files.readAllLines(home.resolve("sandbox/groups"));

        try (var room = SandboxRoom.open(home)) {
            assertThat(room.sandbox().rung().name()).isNotEmpty();
            WithSandbox.await(() -> sleepers(seconds) == 0);
            assertThat(groups).allSatisfy(it -> assertThat(Path.of(it)).doesNotExist());
            WithSandbox.await(() -> !serves(home));
        }
        assertThat(home.resolve("sandbox/runc/runc.sock")).doesNotExist();
        assertThat(home.resolve("sandbox/runc/used")).doesNotExist();
    }

    private static long sleepers(String seconds) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").matches(".*/?sleep " + seconds + "[1-4]"))
                .count();
    }

    /** Whether a container engine of the killed kernel still runs. */
    private static boolean serves(Path home) {
        return ProcessHandle.allProcesses()
                .filter(it -> it.parent().map(ProcessHandle::pid).orElse(0L)
                        != ProcessHandle.current().pid())
                .anyMatch(it -> it.info().commandLine().orElse("").contains("unix://" + home));
    }
}
