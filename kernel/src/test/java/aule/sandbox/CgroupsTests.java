package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.SandboxContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupsTests {

    @TempDir
    Path folder;

    @Test
    void whatAKilledKernelLeftIsKilledAndRemovedAtTheNextStart() throws IOException, InterruptedException {
        var name = "aule-test";
        var groups = Cgroups.open(Path.of("/proc/self"), name, folder.resolve("groups"));
        Assumptions.assumeTrue(groups.limits(), "Skipped: no control groups are writable here.");
        var group = groups.open(Sandbox.Limits.DEFAULT);
        var orphan = new ProcessBuilder(
                        "sh",
                        "-c",
                        "echo 0 > \"$1\"; exec sleep 60",
                        "sh",
                        group.doors().getFirst())
                .start();
        var members = group.folders().getFirst().own().resolve("cgroup.procs");
        SandboxContract.await(() -> holds(members, orphan.pid()));

        var again = Cgroups.open(Path.of("/proc/self"), name, folder.resolve("groups"));
        assertThat(group.folders()).allSatisfy(it -> assertThat(it.own()).doesNotExist());
        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(again.controllers()).contains("memory", "pids");
        again.close();
        assertThat(Files.readAllLines(folder.resolve("groups")))
                .allSatisfy(it -> assertThat(Path.of(it)).doesNotExist());
    }

    @Test
    void theEmptyGroupsOfDeadKernelsOfOtherHomesGoToo() throws IOException {
        var groups = Cgroups.open(Path.of("/proc/self"), "aule-test", folder.resolve("groups"));
        Assumptions.assumeTrue(groups.limits(), "Skipped: no control groups are writable here.");
        var own = Path.of(Files.readAllLines(folder.resolve("groups")).getFirst());
        var dead = Files.createDirectory(own.resolveSibling("aule-other-" + Integer.MAX_VALUE));
        var alive = Files.createDirectory(
                own.resolveSibling("aule-other-" + ProcessHandle.current().pid()));
        try {
            Cgroups.open(Path.of("/proc/self"), "aule-test", folder.resolve("groups"))
                    .close();

            assertThat(dead).doesNotExist();
            assertThat(alive).exists();
        } finally {
            Files.deleteIfExists(alive);
        }
    }

    private static boolean holds(Path members, long pid) {
        try {
            return Files.readAllLines(members).contains(Long.toString(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
