package aule.testkit;

import aule.dispatch.DispatchRoom;
import aule.dispatch.DispatchRoom.Settings;
import aule.dispatch.Limits;
import aule.dispatch.Share;
import aule.kernel.SystemClock;
import aule.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A dispatcher in a process of its own, which says what it has submitted until it is killed. */
final class KilledKernel implements AutoCloseable {

    /** The names of tasks on which work never ends. */
    static final String STUCK = "stuck-";

    /** How many of those there are. */
    static final int FEW = 5;

    private static final int MOST = 2_000; // it ends by itself if nobody kills it

    private final Process process;
    private final BufferedReader said;

    private KilledKernel(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    static KilledKernel start(String node, String url, Path ledger, String prefix) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new KilledKernel(new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledKernel.class.getName(),
                        node,
                        url,
                        ledger.toString(),
                        prefix)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Waits until it said that it submitted so many tasks, and returns them. */
    Set<String> read(int count) throws IOException {
        var keys = new HashSet<String>();
        while (keys.size() < count) {
            var line = said.readLine();
            if (line == null) {
                throw new IOException("The kernel ended by itself after " + keys.size() + " tasks");
            }
            if (line.startsWith("submitted ")) {
                keys.add(line.substring("submitted ".length()));
            }
        }
        return keys;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] args) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var ledger = Path.of(args[2]);
        var stuck = args[3].equals(STUCK);
        var settings = new Settings(args[0], Limits.of(2), Duration.ofMillis(300), Duration.ofMillis(2));
        try (var database = Database.open(args[1], List.of("dispatch"));
                var room = DispatchRoom.open(database.dataSource(), SystemClock.UTC, settings)) {
            room.dispatch().handle("run", key -> {
                write(ledger, key);
                if (stuck) {
                    new CountDownLatch(1).await();
                }
            });
            room.dispatch().start();
            for (var number = 0; number < (stuck ? FEW : MOST); number++) {
                var key = args[3] + number;
                room.dispatch().submit("run", key, new Share("ana", ""), 3);
                out.println("submitted " + key);
            }
            if (stuck) { // until somebody kills this
                new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            }
        }
    }

    private static void write(Path ledger, String key) {
        try {
            Files.writeString(ledger, key + "\n", StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
