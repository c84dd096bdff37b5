package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every rung of the isolation ladder promises about one command. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SandboxContract extends WithSandbox {

    /** How often a test that looks for rare mishaps tries; fewer where a command starts slowly. */
    protected int rounds() {
        return 100;
    }

    /** Whether processes of a command are processes of the machine; not where a kernel of its own runs them. */
    protected boolean seen() {
        return true;
    }

    @Test
    void bothOutputsAndTheExitCodeComeBack() throws InterruptedException {
        var outcome = shell("echo a; echo b >&2; exit 3");

        assertThat(outcome.stdout()).isEqualTo("a\n");
        assertThat(outcome.stderr()).isEqualTo("b\n");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.limit()).isEmpty();
        assertThat(outcome.truncated()).isFalse();
    }

    @Test
    void noOutputIsEverLost() throws InterruptedException {
        for (int round = 0; round < rounds(); round++) {
            var outcome = shell("echo out; echo err >&2");

            assertThat(outcome.stdout() + outcome.stderr()).isEqualTo("out\nerr\n");
        }
    }

    @Test
    void aSignalIsAnExitCodeOf128AndTheSignal() throws InterruptedException {
        assertThat(shell("kill -TERM $$").exitCode()).isEqualTo(143);
    }

    @Test
    void aProgramThatDoesNotExistEndsWith127() throws InterruptedException {
        var outcome = run(command("no-such-program"));

        assertThat(outcome.exitCode()).isEqualTo(127);
        assertThat(outcome.stderr()).contains("no-such-program").contains("not found");
    }

    @Test
    void aFileThatIsNoProgramEndsWith126() throws InterruptedException, IOException {
        Files.writeString(workspace.resolve("text"), "x");

        assertThat(run(command("./text")).exitCode()).isEqualTo(126);
    }

    @Test
    void argumentsAreNeverReadAsShell() throws InterruptedException {
        var nasty = "$(touch hacked) `id` ; \"' \\ * \n olá";

        assertThat(run(command("printf", "%s|", nasty, "")).stdout()).isEqualTo(nasty + "||");
        assertThat(workspace).isEmptyDirectory();
    }

    @Test
    void inputIsReadToItsEnd() throws InterruptedException {
        var input = "olá\n".repeat(100_000);

        assertThat(run(withInput(command("wc", "-c"), input)).stdout().strip()).isEqualTo("500000");
    }

    @Test
    void withoutInputTheCommandSeesTheEndAtOnce() throws InterruptedException {
        assertThat(run(command("cat")).exitCode()).isZero();
    }

    @Test
    void aProgramMayIgnoreItsInput() throws InterruptedException {
        assertThat(run(withInput(command("true"), "x".repeat(1 << 20))).exitCode())
                .isZero();
    }

    @Test
    void theWorkspaceIsWritableAndTheKernelReadsWhatWasWritten() throws InterruptedException, IOException {
        var outcome = shell("echo hello > a.txt && cat a.txt");

        assertThat(outcome.stdout()).isEqualTo("hello\n");
        assertThat(workspace.resolve("a.txt")).hasContent("hello");
        assertThat(Files.getAttribute(workspace.resolve("a.txt"), "unix:uid")).isEqualTo(owner());
    }

    @Test
    void theWorkingFolderIsInsideTheWorkspace() throws InterruptedException, IOException {
        Files.createDirectories(workspace.resolve("sub/deep"));

        assertThat(run(inFolder(command("sh", "-c", "touch here"), "sub/deep")).exitCode())
                .isZero();
        assertThat(workspace.resolve("sub/deep/here")).exists();
    }

    @Test
    void aWorkingFolderOutsideIsDenied() {
        for (var folder : List.of("..", "sub/../..", "/etc", "a\0b")) {
            assertThatThrownBy(() -> run(inFolder(command("true"), folder)))
                    .isInstanceOfSatisfying(AuleException.class, it -> {
                        assertThat(it.code()).isEqualTo(ErrorCode.PATH_DENIED);
                        assertThat(it.sentence()).doesNotContain(home.toString());
                    });
        }
    }

    @Test
    void aWorkingFolderThatIsMissingIsNamed() {
        assertThatThrownBy(() -> run(inFolder(command("true"), "nowhere")))
                .isInstanceOfSatisfying(AuleException.class, it -> {
                    assertThat(it.code()).isEqualTo(ErrorCode.NOT_FOUND);
                    assertThat(it.sentence()).contains("nowhere").doesNotContain(home.toString());
                });
    }

    @Test
    void aWorkspaceThatHoldsTheKernelsDataIsRefused() {
        var command = command("true");
        var exposing = new Sandbox.Command(
                command.argv(),
                home,
                "",
                command.project(),
                Map.of(),
                "",
                command.timeout(),
                command.limits(),
                command.output());

        assertThatThrownBy(() -> sandbox().start(exposing))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
    }

    @Test
    void theEnvironmentHoldsNothingOfTheKernels() throws InterruptedException {
        assertThat(System.getenv()).isNotEmpty();
        var names = run(withEnvironment(command("env"), Map.of("COLOUR", "blue=1")))
                .stdout()
                .lines()
                .map(it -> it.substring(0, it.indexOf('=')))
                .toList();

        assertThat(names).contains("PATH", "HOME", "LANG", "TMPDIR", "COLOUR");
        assertThat(List.of("PATH", "HOME", "LANG", "TMPDIR", "COLOUR", "PWD", "AULE_COMMAND"))
                .containsAll(names);
    }

    @Test
    void givenVariablesArriveUnchanged() throws InterruptedException {
        var value = "a b\n'\"$x olá";

        assertThat(run(withEnvironment(command("sh", "-c", "printf %s \"$GIVEN\""), Map.of("GIVEN", value)))
                        .stdout())
                .isEqualTo(value);
    }

    @Test
    void variablesThatInjectCodeAreRefused() {
        for (var name : List.of(
                "LD_PRELOAD",
                "LD_AUDIT",
                "LD_LIBRARY_PATH",
                "BASH_ENV",
                "ENV",
                "GIT_SSH_COMMAND",
                "GIT_CONFIG_COUNT",
                "JAVA_TOOL_OPTIONS",
                "MAVEN_OPTS",
                "GRADLE_OPTS",
                "SBT_OPTS",
                "GLIBC_TUNABLES",
                "NODE_OPTIONS",
                "PYTHONSTARTUP",
                "GCONV_PATH",
                "A B",
                "",
                "A=B")) {
            assertThatThrownBy(() -> run(withEnvironment(command("true"), Map.of(name, "x"))))
                    .as(name)
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
        }
    }

    @Test
    void aTimeoutEndsTheCommandAndKeepsItsOutput() throws InterruptedException {
        var outcome = run(timed(command("sh", "-c", "echo before; echo oops >&2; sleep 60; echo after"), 500));

        assertThat(outcome.limit()).isEqualTo("timeout");
        assertThat(outcome.exitCode()).isEqualTo(137);
        assertThat(outcome.stdout()).isEqualTo("before\n");
        assertThat(outcome.stderr()).isEqualTo("oops\n");
        assertThat(outcome.took()).isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
    }

    @Test
    void aTimeoutKillsDetachedGrandchildrenWithinASecond() throws InterruptedException {
        var seconds = 4000 + (int) (ProcessHandle.current().pid() % 1000) + level();
        var detach = "for i in 1 2 3; do setsid sh -c 'sleep %d & wait' >/dev/null 2>&1 </dev/null & done; sleep 60"
                .formatted(seconds);
        var running = sandbox().start(timed(command("sh", "-c", detach), 1000));
        await(() -> !seen() || sleepers(seconds) == 3);

        assertThat(running.await().limit()).isEqualTo("timeout");
        var ended = System.nanoTime();
        await(() -> sleepers(seconds) == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whatACommandLeavesBehindEndsWithIt() throws InterruptedException {
        var seconds = 5000 + (int) (ProcessHandle.current().pid() % 1000) + level();

        assertThat(shell("setsid sleep %d & sleep 0.1; echo done".formatted(seconds))
                        .stdout())
                .isEqualTo("done\n");
        await(() -> sleepers(seconds) == 0);
    }

    @Test
    void killingEndsTheTreeAtOnce() throws InterruptedException {
        var running = sandbox().start(command("sh", "-c", "echo up; sleep 60"));
        await(() -> String.join("", heard).equals("up\n"));
        running.kill();
        var outcome = running.await();

        assertThat(outcome.limit()).isEqualTo("killed");
        assertThat(outcome.stdout()).isEqualTo("up\n");
        assertThat(outcome.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void interruptingTheCallerWhileItStartsLeavesNothingBehind() {
        Thread.currentThread().interrupt();
        var running = sandbox().start(command("sleep", "7351"));

        assertThatThrownBy(running::await).isInstanceOf(InterruptedException.class);
        await(() -> sleepers(7351) == 0);
    }

    /** The outermost process may die just when it has made another that does not yet know of it. */
    @Test
    void killingAtAnyMomentOfTheStartLeavesNothingBehind() throws InterruptedException {
        for (int round = 0; round < rounds(); round++) {
            var running = sandbox().start(command("sh", "-c", "sleep 7352; true"));
            LockSupport.parkNanos(round * 500_000L);
            running.kill();
            running.await();
        }

        await(() -> sleepers(7352) == 0);
    }

    @Test
    void interruptingTheWaiterKillsTheTree() throws InterruptedException {
        var running = sandbox().start(command("sleep", "60"));
        var interrupted = new CountDownLatch(1);
        var waiter = Thread.ofVirtual().start(() -> {
            try {
                running.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        waiter.interrupt();

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(running.await().limit()).isEqualTo("killed");
    }

    @Test
    void aCommandOutlivesTheThreadThatStartedIt() throws InterruptedException {
        var box = new ArrayList<Sandbox.Running>();
        var starter =
                Thread.ofPlatform().start(() -> box.add(sandbox().start(command("sh", "-c", "sleep 1; echo alive"))));
        starter.join();

        assertThat(starter.isAlive()).isFalse();
        assertThat(box.getFirst().await().stdout()).isEqualTo("alive\n");
    }

    @Test
    void outputIsHeardAsItComes() throws InterruptedException {
        var running = sandbox().start(withInput(command("sh", "-c", "echo first; sleep 60"), ""));
        await(() -> heard.contains("first\n"));
        running.kill();
        running.await();
    }

    @Test
    void heardTextNeverSplitsACharacter() throws InterruptedException {
        var outcome = shell("printf '\\303'; sleep 0.2; printf '\\251'; sleep 0.2; printf '\\360\\237'; sleep 0.2;"
                + " printf '\\230\\200\\377'");

        assertThat(String.join("", heard)).isEqualTo("é😀\uFFFD").isEqualTo(outcome.stdout());
    }

    @Test
    void keptOutputIsHeadAndTailWithANote() throws InterruptedException {
        var outcome =
                run(limited(command("sh", "-c", "seq 1 100000"), new Sandbox.Limits(1L << 30, 2.0, 64, 256, 1000)));

        assertThat(outcome.truncated()).isTrue();
        assertThat(outcome.stdout())
                .startsWith("1\n2\n")
                .endsWith("99999\n100000\n")
                .contains("bytes omitted");
        assertThat(outcome.stdout().length()).isBetween(1000, 1100);
        assertThat(outcome.limit()).isEmpty();
        assertThat(String.join("", heard).lines()).hasSize(100_000);
    }

    @Test
    void aFloodOfOutputIsStopped() throws InterruptedException {
        var outcome = run(limited(command("yes"), new Sandbox.Limits(1L << 30, 2.0, 64, 256, 1000)));

        assertThat(outcome.limit()).isEqualTo("output");
        assertThat(outcome.truncated()).isTrue();
    }

    @Test
    void aListenerThatFailsDoesNotHoldTheCommand() throws InterruptedException {
        var outcome = run(heardBy(command("seq", "1", "100000"), (error, text) -> {
            throw new IllegalStateException("deaf");
        }));

        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void openFilesAreLimited() throws InterruptedException {
        var outcome = run(limited(command("sh", "-c", "ulimit -n"), new Sandbox.Limits(1L << 30, 2.0, 64, 77, 1000)));

        assertThat(outcome.stdout()).isEqualTo("77\n");
    }

    @Test
    void aFileThatGrowsTooLargeStopsItsCommand() throws InterruptedException {
        var limits = new Sandbox.Limits(1L << 30, 2.0, 64, 256, 1000, 1L << 20);
        var outcome = run(limited(command("sh", "-c", "head -c 3000000 /dev/zero > big"), limits));

        assertThat(outcome.limit()).isEqualTo("file");
        assertThat(run(command("sh", "-c", "wc -c < big")).stdout().strip()).isEqualTo(Long.toString(1L << 20));
    }

    @Test
    void onlyTheThreeStandardDescriptorsAreOpen() throws InterruptedException {
        var program = "import os\nfor n in range(256):\n try: os.fstat(n); print(n)\n except OSError: pass";

        assertThat(run(command("python3", "-c", program)).stdout().lines()).containsExactly("0", "1", "2");
    }

    @Test
    void closingTheRoomKillsWhatRuns() throws InterruptedException {
        var running = sandbox().start(command("sleep", "60"));
        room.close();

        assertThat(running.await().limit()).isEqualTo("killed");
        assertThatThrownBy(() -> sandbox().start(command("true")))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void manyCommandsRunSideBySide() throws InterruptedException {
        var running = new ArrayList<Sandbox.Running>();
        for (int i = 0; i < 20; i++) {
            running.add(sandbox().start(command("sh", "-c", "sleep 0.3; echo " + i)));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(running.get(i).await().stdout()).isEqualTo(i + "\n");
        }
    }
}
