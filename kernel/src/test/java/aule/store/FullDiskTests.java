package aule.store;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.FailingDisk;
import aule.testkit.FailingDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk below the database fails at every single write of a scenario, one after the other. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "SQLite's calls of the C library are replaced in an ELF file")
@Timeout(300)
class FullDiskTests {

    private static final int WRITES = 8;
    private static final int LAST = 1_000;

    @TempDir
    private Path folder;

    private Path template;
    private String tuning = "PRAGMA cache_size";

    @BeforeEach
    void makesAnEmptyDatabase() throws IOException {
        template = Files.createDirectory(folder.resolve("template"));
        try (var database = open(template)) {
            database.write(handle -> handle.execute("CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesOneAfterTheOther(Fault fault) throws IOException {
        everyTime(fault, note -> LongStream.range(0, WRITES).forEach(note));
    }

    @ParameterizedTest
    @EnumSource
    void writesThatShareCommits(Fault fault) throws IOException {
        everyTime(fault, FullDiskTests::atOnce);
    }

    /** What does not fit into SQLite's cache is written before the commit, so that statements fail too. */
    @ParameterizedTest
    @EnumSource
    void writesThatAreTooLargeForTheCache(Fault fault) throws IOException {
        tuning = "PRAGMA cache_size = 2";
        everyTime(fault, FullDiskTests::atOnce);
    }

    /** The log is copied into the database again and again, so that this fails too. */
    @ParameterizedTest
    @EnumSource
    void writesThatAreMovedFromTheLogAtOnce(Fault fault) throws IOException {
        tuning = "PRAGMA wal_autocheckpoint = 1";
        everyTime(fault, note -> LongStream.range(0, WRITES).forEach(note));
    }

    private static void atOnce(LongConsumer write) {
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0L; number < WRITES; number++) {
                var mine = number;
                threads.execute(() -> {
                    await(gate);
                    write.accept(mine);
                });
            }
            gate.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void everyTime(Fault fault, Consumer<LongConsumer> writers) throws IOException {
        var failed = 1L;
        for (var others = 0L; failed > 0; others++) {
            failed = once(folder.resolve("at-" + others), fault, others, writers);
            assertThat(others).as("writes that were made to fail").isLessThan(500);
        }
    }

    /** Returns how many writes failed. */
    private long once(Path home, Fault fault, long others, Consumer<LongConsumer> writers) throws IOException {
        copy(template, home);
        var confirmed = ConcurrentHashMap.<Long>newKeySet();
        var refused = ConcurrentHashMap.<Throwable>newKeySet();
        long failed;
        try (var disk = FailingDisk.below(home);
                var database = open(home)) {
            database.write(handle -> handle.execute(tuning));
            disk.failAfter(others, fault);
            writers.accept(id -> {
                try {
                    note(database, id);
                    confirmed.add(id);
                } catch (RuntimeException failure) {
                    refused.add(failure);
                }
            });
            failed = disk.faults();
            copy(home, folder.resolve("crashed-" + others));
            disk.heal();

            assertThat(refused)
                    .as("fault %d", others)
                    .allSatisfy(it -> assertThat(it)
                            .isInstanceOfSatisfying(
                                    AuleException.class,
                                    said -> assertThat(said.code()).isEqualTo(ErrorCode.UNAVAILABLE)));
            note(database, LAST);
            confirmed.add((long) LAST);
            assertThat(ids(database)).as("fault %d, healed", others).containsAll(confirmed);
        }
        try (var database = open(home)) {
            assertThat(ids(database)).as("fault %d, opened again", others).containsAll(confirmed);
            assertThat(sound(database)).isEqualTo("ok");
        }
        confirmed.remove((long) LAST);
        try (var database = open(folder.resolve("crashed-" + others))) {
            assertThat(ids(database)).as("fault %d, crashed", others).containsAll(confirmed);
            assertThat(sound(database)).isEqualTo("ok");
        }
        return failed;
    }

    private static Database open(Path home) {
        return Database.open("jdbc:sqlite:" + home.resolve("aule.db"), List.of());
    }

    private static void note(Database database, long id) {
        database.write(handle -> handle.execute("INSERT INTO note (id, text) VALUES (?, ?)", id, "x".repeat(9_000)));
    }

    private static List<Long> ids(Database database) {
        return database.read(handle -> handle.createQuery("SELECT id FROM note ORDER BY id")
                .mapTo(Long.class)
                .list());
    }

    private static String sound(Database database) {
        return database.read(handle ->
                handle.createQuery("PRAGMA integrity_check").mapTo(String.class).one());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
