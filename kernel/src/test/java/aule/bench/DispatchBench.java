package aule.bench;

import aule.dispatch.Dispatch;
import aule.dispatch.DispatchRoom;
import aule.dispatch.DispatchRoom.Settings;
import aule.dispatch.Limits;
import aule.dispatch.Queued;
import aule.dispatch.Share;
import aule.kernel.SystemClock;
import aule.store.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.IntStream;

/**
 * What the queue costs on a file: from a submission to its start, tasks a second, and a queue that waits for its
 * kernel. The argument is the length of that queue.
 */
public final class DispatchBench {

    private static final Share ME = new Share("me", "");
    private static final int SLOTS = 1_024;

    private DispatchBench() {}

    public static void main(String[] args) throws Exception {
        var queued = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        var folder = Files.createTempDirectory("dispatch-bench");
        try (var database = Database.open("jdbc:sqlite:" + folder.resolve("dispatch.db"), List.of("dispatch"))) {
            latency(System.out, database);
            throughput(System.out, database, 5_000);
            fill(database, queued);
            start(System.out, database, queued);
        } finally {
            delete(folder);
        }
    }

    private static DispatchRoom open(Database database, int slots) {
        return DispatchRoom.open(database.dataSource(), SystemClock.UTC, Settings.LOCAL.with(Limits.of(slots)));
    }

    private static void latency(PrintStream out, Database database) throws InterruptedException {
        try (var room = open(database, SLOTS)) {
            var nanos = new long[1_000];
            var gate = new SynchronousQueue<Long>();
            room.dispatch().handle("bench", _ -> gate.put(System.nanoTime()));
            room.dispatch().start();
            for (var round = 0; round < nanos.length; round++) {
                var begin = System.nanoTime();
                room.dispatch().submit("bench", "task-" + round, ME, 3);
                nanos[round] = gate.take() - begin;
            }
            var sorted = IntStream.range(500, 1_000)
                    .mapToLong(round -> nanos[round])
                    .sorted()
                    .toArray();
            out.printf("submission to start: p50 %.2f ms, p95 %.2f ms%n", sorted[250] / 1e6, sorted[475] / 1e6);
        }
    }

    private static void throughput(PrintStream out, Database database, int tasks) throws InterruptedException {
        try (var room = open(database, 64);
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var left = new CountDownLatch(tasks);
            room.dispatch().handle("bench", _ -> left.countDown());
            room.dispatch().start();
            var begin = System.nanoTime();
            IntStream.range(0, tasks).forEach(task -> people.execute(() -> submit(room.dispatch(), task)));
            left.await();
            out.printf("%d tasks, 64 slots: %.0f a second%n", tasks, tasks / ((System.nanoTime() - begin) / 1e9));
        }
    }

    private static void fill(Database database, int tasks) {
        try (var room = open(database, SLOTS)) {
            IntStream.range(0, tasks).forEach(task -> submit(room.dispatch(), task));
        }
    }

    private static void submit(Dispatch dispatch, int task) {
        dispatch.submit("bench", "task-" + task, new Share("owner-" + task % 7, "project-" + task % 3), 1 + task % 5);
    }

    private static void start(PrintStream out, Database database, int queued) throws InterruptedException {
        var before = heap();
        var begin = System.nanoTime();
        try (var room = open(database, SLOTS)) {
            var begun = new CountDownLatch(SLOTS);
            room.dispatch().handle("bench", _ -> {
                begun.countDown();
                new CountDownLatch(1).await();
            });
            room.dispatch().start();
            var ready = System.nanoTime();
            begun.await();
            out.printf(
                    "%d queued: ready after %.0f ms, %d at work after %.0f ms, %.1f MB%n",
                    queued, (ready - begin) / 1e6, SLOTS, (System.nanoTime() - begin) / 1e6, (heap() - before) / 1e6);
            positions(out, room.dispatch());
        }
    }

    private static void positions(PrintStream out, Dispatch dispatch) {
        var keys = dispatch.queue(0, 1_000).stream().map(Queued::key).toList();
        dispatch.reprioritise("bench", keys.getLast(), 5);
        var begin = System.nanoTime();
        dispatch.position("bench", keys.getFirst());
        var first = System.nanoTime();
        keys.forEach(key -> dispatch.position("bench", key));
        out.printf(
                "positions: the first after a change %.1f ms, 1,000 more %.2f ms%n",
                (first - begin) / 1e6, (System.nanoTime() - first) / 1e6);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
