package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.RunningAule;
import aule.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A kernel in a process of its own, on a file system that is really full. */
@EnabledIf(value = "aule.testkit.SmallDisk#possible", disabledReason = "no file system can be mounted here")
@Timeout(300)
class FullDiskKernelTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONTENT = "/v1/projects/proj-default/files/content";
    private static final int MEGABYTES = 48;

    @TempDir
    private Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        disk = SmallDisk.at(folder.resolve("disk"), MEGABYTES);
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    @Test
    void confirmsWhatItKeepsAndGoesOnWhenThereIsRoom() throws IOException {
        List<String> accepted;
        try (var aule = kernel()) {
            complete(aule);
            disk.fill();
            accepted = startUntilRefused(aule);
            assertThat(aule.get("/v1/runs").statusCode()).isEqualTo(200);
            assertThat(store(aule)).startsWith("takes no writes").contains("disk is full");
            disk.free();

            accepted.forEach(run -> Awaiting.until(run + " ends", PATIENCE, () -> ended(aule, run)));
            complete(aule);
            assertThat(store(aule)).isEqualTo("ready");
        }
        try (var aule = kernel()) {
            assertThat(accepted).allMatch(run -> ended(aule, run));
        }
    }

    @Test
    void losesNothingItConfirmedWhenItIsKilledOnAFullDisk() throws IOException {
        List<String> accepted;
        try (var aule = kernel()) {
            complete(aule);
            disk.fill();
            accepted = startUntilRefused(aule);
            aule.kill();
        }
        disk.free();
        try (var aule = kernel()) {
            accepted.forEach(run -> Awaiting.until(run + " ends", PATIENCE, () -> ended(aule, run)));
            complete(aule);
        }
    }

    @Test
    void leavesFilesAsTheyWere() throws IOException {
        try (var aule = kernel()) {
            assertThat(put(aule, "a.txt", "before")).isEqualTo(200);
            disk.fill();

            assertThat(put(aule, "a.txt", "x".repeat(500_000))).isGreaterThanOrEqualTo(500);
            assertThat(put(aule, "b.txt", "x".repeat(500_000))).isGreaterThanOrEqualTo(500);

            var project = disk.seen(folder.resolve("disk/home/projects/default"));
            assertThat(project.resolve("a.txt")).hasContent("before");
            assertThat(names(project)).containsExactly("a.txt");
            disk.free();
            assertThat(put(aule, "a.txt", "after")).isEqualTo(200);
            assertThat(project.resolve("a.txt")).hasContent("after");
        }
    }

    @Test
    void leavesNoHalfCheckpointAndNoHalfOutput() throws IOException {
        try (var aule = kernel()) {
            assertThat(put(aule, "a.txt", "x".repeat(500_000))).isEqualTo(200);
            disk.fill();

            assertThat(checkpoint(aule)).isGreaterThanOrEqualTo(500);

            assertThat(names(disk.seen(folder.resolve("disk/home/blobs/unfinished"))))
                    .isEmpty();
            disk.free();
            assertThat(checkpoint(aule)).isEqualTo(201);
            assertThat(names(disk.seen(folder.resolve("disk/home/checkpoints"))))
                    .noneMatch(it -> it.endsWith(".new"));
        }
    }

    @Test
    void startsAFreshHomeOnceThereIsRoom() throws IOException {
        disk.fill();
        assertThatThrownBy(this::kernel).hasMessageContaining("ended");

        disk.free();
        try (var aule = kernel()) {
            complete(aule);
            assertThat(aule.token()).isNotBlank();
        }
    }

    private KernelProcess kernel() {
        return KernelProcess.start(disk, folder.resolve("kernel.log"));
    }

    /** Until the third refusal, which must be of the one kind that says so. */
    private static List<String> startUntilRefused(RunningAule aule) {
        var accepted = new ArrayList<String>();
        var refused = new ArrayList<String>();
        Awaiting.until("the disk is full for the kernel too", PATIENCE, () -> {
            start(aule, "think").ifPresentOrElse(accepted::add, () -> refused.add("no"));
            return refused.size() >= 3;
        });
        return accepted;
    }

    private static Optional<String> start(RunningAule aule, String goal) {
        var answer = aule.send("POST", "/v1/runs", "{'goal': '%s'}".formatted(goal));
        if (answer.statusCode() == 503) {
            assertThat(RunningAule.json(answer).path("code").asString()).isEqualTo("unavailable");
            return Optional.empty();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Optional.of(RunningAule.json(answer).path("id").asString());
    }

    private static void complete(RunningAule aule) {
        var run = start(aule, "create file done.txt with hello then read done.txt")
                .orElseThrow();
        Awaiting.until(run + " is completed", PATIENCE, () -> status(aule, run).equals("completed"));
    }

    /** What the kernel says of its database. */
    private static String store(RunningAule aule) {
        for (var room : RunningAule.json(aule.get("/v1/system/status")).path("rooms")) {
            if (room.path("name").asString().equals("store")) {
                return room.path("state").asString();
            }
        }
        return "";
    }

    private static int put(RunningAule aule, String path, String content) {
        return aule.send("PUT", CONTENT, "{'path': '%s', 'content': '%s'}".formatted(path, content))
                .statusCode();
    }

    private static int checkpoint(RunningAule aule) {
        return aule.send("POST", "/v1/checkpoints", "{'project_id': 'proj-default', 'label': 'now'}")
                .statusCode();
    }

    private static boolean ended(RunningAule aule, String run) {
        return List.of("completed", "failed", "cancelled").contains(status(aule, run));
    }

    private static String status(RunningAule aule, String run) {
        return RunningAule.json(aule.get("/v1/runs/" + run)).path("status").asString();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(it -> it.getFileName().toString())
                    .toList();
        }
    }
}
