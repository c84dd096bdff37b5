package aule.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The controlling terminal of this process, handled with {@code stty}. */
final class DevTty implements Tty {

    private static final File DEVICE = new File("/dev/tty");
    private static final Size USUAL = new Size(80, 24);

    /** Waits for the signal that a window sends when its size changes, and says the size then. */
    private static final String WATCH = "trap 'stty size </dev/tty' WINCH; while :; do sleep 2000000 & wait; done";

    private final String before;
    private @Nullable Process watcher;
    private boolean closed;

    private DevTty(String before) {
        this.before = before;
    }

    /** @throws Refusal if this process has no terminal */
    static DevTty open() {
        return new DevTty(stty("-g"));
    }

    @Override
    public Size size() {
        return read(stty("size"));
    }

    @Override
    public void raw() {
        stty("raw", "-echo");
    }

    @Override
    public InputStream keys() {
        try {
            return Files.newInputStream(DEVICE.toPath());
        } catch (IOException e) {
            throw Refusal.failed("The keyboard cannot be read: " + e.getMessage() + ".");
        }
    }

    @Override
    public void whenResized(Consumer<Size> told) {
        try {
            Process started = new ProcessBuilder("sh", "-c", WATCH)
                    .redirectInput(DEVICE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            watcher = started;
            Thread.ofPlatform().daemon().name("window").start(() -> tell(started, told));
        } catch (IOException e) {
            throw Refusal.failed("The window cannot be watched: " + e.getMessage() + ".");
        }
    }

    private static void tell(Process watcher, Consumer<Size> told) {
        try (BufferedReader sizes = watcher.inputReader(StandardCharsets.UTF_8)) {
            for (String line = sizes.readLine(); line != null; line = sizes.readLine()) {
                told.accept(read(line));
            }
        } catch (IOException e) {
            return; // the watcher was ended, and nobody waits for it any more
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (watcher != null) {
            watcher.descendants().forEach(ProcessHandle::destroy);
            watcher.destroy();
        }
        stty(before);
    }

    /** Rows and columns, as {@code stty size} says them; a window that has none is taken as a usual one. */
    private static Size read(String line) {
        String[] numbers = line.strip().split(" ", -1);
        if (numbers.length != 2 || !numbers[0].matches("[1-9]\\d{0,3}") || !numbers[1].matches("[1-9]\\d{0,3}")) {
            return USUAL;
        }
        return new Size(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]));
    }

    private static String stty(String... words) {
        try {
            List<String> line = new ArrayList<>(List.of("stty"));
            line.addAll(List.of(words));
            Process process = new ProcessBuilder(line)
                    .redirectInput(DEVICE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) {
                return said.strip();
            }
        } catch (IOException e) {
            throw Refusal.failed("There is no terminal here: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.failed("The terminal could not be set up with stty.");
    }
}
