package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.sandbox.Sandbox;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every rung that has terminals promises about a command in one. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class TerminalContract extends WithSandbox {

    private static final Sandbox.Size USUAL = new Sandbox.Size(80, 24);

    @Test
    void theShellHasATerminalOfTheAskedSizeThatFollowsTheWindow() throws InterruptedException {
        var terminal = shellIn(new Sandbox.Size(101, 31));
        terminal.type("stty size\r");
        awaitScreen("31 101");
        terminal.resize(new Sandbox.Size(77, 22));
        terminal.type("stty size\r");
        awaitScreen("22 77");

        terminal.type("exit 7\r");
        assertThat(terminal.await().exitCode()).isEqualTo(7);
    }

    @Test
    void anInterruptStopsOnlyTheCommandAndJobsAreControlled() throws InterruptedException {
        var terminal = shellIn(USUAL);
        terminal.type("echo be''gun; sleep 600\r");
        awaitScreen("begun");
        terminal.type("\u0003");
        terminal.type("echo aft''er $?\r");
        awaitScreen("after 130");
        terminal.type("sh -c 'echo st\"\"arted; exec sleep 600'\r");
        awaitScreen("started");
        terminal.type("\u001a");
        awaitScreen("Stopped");
        terminal.type("kill %1; exit\r");
        terminal.type("exit\r");

        assertThat(terminal.await().limit()).isEmpty();
    }

    @Test
    void programsSeeATerminalAndMayOpenItByName() {
        var terminal = shellIn(USUAL);
        terminal.type("[ -t 0 ] && [ -t 1 ] && echo is''atty; echo by''name >/dev/stderr; echo by''tty >/dev/tty\r");

        awaitScreen("isatty");
        awaitScreen("byname");
        awaitScreen("bytty");
        terminal.kill();
    }

    @Test
    void nothingTheKernelHasOpenIsInATerminal() {
        var terminal = shellIn(USUAL);
        terminal.type("for f in /proc/$$/fd/*; do echo \"${f##*/}=$(readlink $f)\"; done; echo al''l\r");
        awaitScreen("all");

        assertThat(screen()).contains("0=/dev/").doesNotContain("socket:", ".db", ".jar", "ptmx");
        terminal.kill();
    }

    @Test
    void longTextIsTypedWhole() {
        var terminal = shellIn(USUAL);
        terminal.type("stty -icanon -echo; head -c 200000 | cksum; echo do''ne\r");
        var line = "0123456789".repeat(20_000);
        terminal.type(line);

        awaitScreen("done");
        assertThat(screen()).contains("3552502430 200000");
        terminal.kill();
    }

    @Test
    void killingATerminalLeavesNothingBehind() throws InterruptedException {
        var seconds = 6000 + (int) (ProcessHandle.current().pid() % 1000) + level();
        var terminal = shellIn(USUAL);
        terminal.type("setsid sleep %d & sleep %d\r".formatted(seconds, seconds));
        await(() -> sleepers(seconds) == 2);
        terminal.kill();

        assertThat(terminal.await().limit()).isEqualTo("killed");
        await(() -> sleepers(seconds) == 0);
    }

    @Test
    void afterTheEndTypingAndResizingDoNothing() throws InterruptedException {
        var terminal = shellIn(USUAL);
        terminal.type("exit\r");
        assertThat(terminal.await().exitCode()).isZero();

        terminal.type("echo more\r");
        terminal.resize(new Sandbox.Size(20, 20));
        assertThat(screen()).doesNotContain("more");
    }

    @Test
    void sizesThatNoWindowHasAreRefused() {
        assertThatThrownBy(() -> new Sandbox.Size(0, 24)).isInstanceOf(AuleException.class);
        assertThatThrownBy(() -> new Sandbox.Size(80, 1001)).isInstanceOf(AuleException.class);
    }

    @Test
    void closingTheRoomEndsEveryTerminal() throws InterruptedException {
        var terminal = shellIn(USUAL);
        room.close();

        assertThat(terminal.await().limit()).isEqualTo("killed");
        assertThatThrownBy(() -> shellIn(USUAL)).isInstanceOf(AuleException.class);
    }

    private Sandbox.Terminal shellIn(Sandbox.Size size) {
        return sandbox().terminal(withEnvironment(command("bash", "--norc"), Map.of("TERM", "xterm")), size);
    }

    private String screen() {
        synchronized (heard) {
            return String.join("", heard);
        }
    }

    private void awaitScreen(String text) {
        await(() -> screen().contains(text));
    }
}
