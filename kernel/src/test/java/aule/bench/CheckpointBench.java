package aule.bench;

import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.testkit.CountingIds;
import aule.testkit.TempDatabase;
import aule.workspace.Checkpoint;
import aule.workspace.Projects;
import aule.workspace.WorkspaceRoom;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Prints how long checkpoints of a workspace of small files take: {@code CheckpointBench [files] [rounds] [home]}. */
public final class CheckpointBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Journal.Origin BY = Journal.Origin.kernel("bench");

    private final WorkspaceRoom room;
    private final Path folder;
    private final PrintStream out;

    private CheckpointBench(WorkspaceRoom room, Path folder, PrintStream out) {
        this.room = room;
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        var home = arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("aule-bench");
        var ids = new CountingIds();
        var settled = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)); // the files count as old
        try (var database = TempDatabase.open(home, "journal", "workspace");
                var journal = JournalRoom.open(database, settled, ids)) {
            var room = WorkspaceRoom.open(
                    home, home, database, journal.journal(), (_, _) -> OptionalInt.empty(), settled, ids);
            room.begin();
            var bench = new CheckpointBench(room, home.resolve("projects/default"), System.out);
            bench.run(files, rounds);
        }
    }

    private void run(int files, int rounds) throws IOException {
        write(files);
        var first = once("first", () -> make("first"));
        out.printf("%d files, %d bytes%n", first.files(), first.bytes());
        often("nothing changed", rounds, _ -> () -> present("nothing changed"));
        often("one file changed", rounds, this::changed);
        often("diff of one file", rounds, _ -> () -> diffed(first));
        empty();
        once("restore of all, from nothing", () -> restore(first));
        write("d0/f0", "changed");
        once("restore of one", () -> restore(first));
    }

    private Supplier<Checkpoint> changed(int round) {
        write("d0/f0", "round " + round);
        return () -> present("one file changed");
    }

    /** A look at all files and the diff of the one that changed. */
    private Checkpoint diffed(Checkpoint then) {
        if (room.checkpoints().diff(then, 0, 50).total() != 1) {
            throw new IllegalStateException("One file is different.");
        }
        return then;
    }

    private Checkpoint make(String label) {
        return room.checkpoints().make(BY, Projects.STANDARD, null, label);
    }

    private Checkpoint present(String label) {
        return room.checkpoints().present(BY, Projects.STANDARD, null, label);
    }

    private Checkpoint restore(Checkpoint checkpoint) {
        return room.checkpoints().restore(BY, checkpoint.id(), List.of()).before();
    }

    /** A hundred small files in each folder, between a few hundred bytes and eight thousand. */
    private void write(int files) throws IOException {
        var random = new Random(1);
        for (int number = 0; number < files; number++) {
            Files.createDirectories(folder.resolve("d" + number / 100));
            var text = "line %d\n".formatted(number).repeat(30 + random.nextInt(600));
            write("d%d/f%d".formatted(number / 100, number % 100), text);
        }
    }

    private void write(String path, String text) {
        try {
            Files.writeString(folder.resolve(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void empty() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    private Checkpoint once(String what, Supplier<Checkpoint> work) {
        var start = System.nanoTime();
        var busy = THREADS.getCurrentThreadCpuTime();
        var result = work.get();
        out.printf(
                "%s: %.1f ms, %.1f ms of them at work%n",
                what, (System.nanoTime() - start) / 1e6, (THREADS.getCurrentThreadCpuTime() - busy) / 1e6);
        return result;
    }

    private void often(String what, int rounds, IntFunction<Supplier<Checkpoint>> work) {
        var took = new double[rounds];
        var busy = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            var ready = work.apply(round);
            var start = System.nanoTime();
            var worked = THREADS.getCurrentThreadCpuTime();
            Objects.requireNonNull(ready.get());
            took[round] = (System.nanoTime() - start) / 1e6;
            busy[round] = (THREADS.getCurrentThreadCpuTime() - worked) / 1e6;
        }
        Arrays.sort(took);
        Arrays.sort(busy);
        out.printf(
                "%s x %d: p50 %.1f ms, p95 %.1f ms, p50 at work %.1f ms%n",
                what, rounds, took[rounds / 2], took[rounds * 95 / 100], busy[rounds / 2]);
    }
}
