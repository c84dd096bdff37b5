package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class ShCommandTests {

    /** A window whose keys the test presses. */
    private static final class Window implements Tty {

        private final PipedInputStream keys = new PipedInputStream(1 << 16);
        private final PipedOutputStream keyboard;
        private Consumer<Size> resized = _ -> {};
        private boolean raw;
        private int restored;

        Window() throws IOException {
            keyboard = new PipedOutputStream(keys);
        }

        void press(String text) throws IOException {
            keyboard.write(text.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        }

        @Override
        public Size size() {
            return new Size(100, 30);
        }

        @Override
        public void raw() {
            raw = true;
        }

        @Override
        public InputStream keys() {
            return keys;
        }

        @Override
        public void whenResized(Consumer<Size> told) {
            resized = told;
        }

        @Override
        public void close() {
            raw = false;
            restored++;
        }
    }

    @TempDir
    Path home;

    private LoopbackTerminal kernel;
    private Window window;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void open() throws IOException {
        kernel = new LoopbackTerminal(home);
        window = new Window();
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    private CompletableFuture<Integer> aule(boolean person, String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader("")),
                person,
                person,
                false,
                new Paint(false),
                Map.of("AULE_HOME", home.toString()));
        CommandLine line = new CommandLine(new ShCommand(terminal, () -> window));
        line.setExecutionExceptionHandler((failure, _, _) -> {
            terminal.err().println(failure.getMessage());
            return failure instanceof Refusal refusal ? refusal.exitCode() : 99;
        });
        return CompletableFuture.supplyAsync(() -> line.execute(arguments));
    }

    private static int exit(CompletableFuture<Integer> command) {
        return command.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void keysGoInOutputComesOutAndTheExitCodeIsPassedOn() throws Exception {
        CompletableFuture<Integer> command = aule(true);
        Socket line = kernel.line();
        assertThat(kernel.frame().toString()).isEqualTo("{\"type\":\"resize\",\"columns\":100,\"rows\":30}");
        window.press("é\r");
        assertThat(kernel.frame().path("text").asString()).isEqualTo("é\r");
        assertThat(window.raw).isTrue();
        window.resized.accept(new Tty.Size(66, 20));
        assertThat(kernel.frame().path("columns").asInt()).isEqualTo(66);
        LoopbackTerminal.say(line, "{'type':'output','offset':0,'text':'olá','end':3}");
        LoopbackTerminal.say(line, "{'type':'ended','exit_code':7,'reason':'exited'}");

        assertThat(exit(command)).isEqualTo(7);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("olá");
        assertThat(window.raw).isFalse();
        assertThat(window.restored).isPositive();
        assertThat(kernel.bodies.getFirst()).contains("proj-default", "\"columns\":100");
        assertThat(kernel.requests).contains("DELETE /v1/terminals/term-1");
    }

    @Test
    void aLineThatBreaksIsTakenUpWhereItWas() throws Exception {
        CompletableFuture<Integer> command = aule(true);
        Socket line = kernel.line();
        LoopbackTerminal.say(line, "{'type':'output','offset':0,'text':'one ','end':4}");
        window.press("x");
        kernel.frame();
        line.close();
        Socket again = kernel.line();
        LoopbackTerminal.say(again, "{'type':'output','offset':4,'text':'two','end':7}");
        LoopbackTerminal.say(again, "{'type':'ended','exit_code':0,'reason':'exited'}");

        assertThat(exit(command)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one two");
        assertThat(kernel.requests)
                .contains("GET /v1/terminals/term-1/socket?after=0", "GET /v1/terminals/term-1/socket?after=4");
    }

    @Test
    void leavingLetsTheShellGoOn() throws Exception {
        CompletableFuture<Integer> command = aule(true, "--attach", "last");
        kernel.line();
        window.press("" + ShellLine.LEAVE);

        assertThat(exit(command)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("./aule sh --attach term-7");
        assertThat(kernel.requests).noneMatch(it -> it.startsWith("DELETE")).noneMatch(it -> it.startsWith("POST"));
    }

    @Test
    void withoutAPersonThereIsNoShellButAList() {
        assertThat(exit(aule(false))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("needs a window");
        assertThat(exit(aule(false, "--list"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("term-7", "running", "build");
    }
}
