package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups as folders of files, as both versions lay them out. */
class CgroupTests {

    private static final Sandbox.Limits LIMITS = new Sandbox.Limits(64L << 20, 0.5, 40, 256, 1000);

    @TempDir
    Path folder;

    @Test
    void version2LimitsMemoryProcessesAndProcessor() throws IOException {
        Files.createFile(folder.resolve("memory.swap.max"));
        Cgroup.limit(group(true), LIMITS);

        assertThat(folder.resolve("memory.max")).hasContent("67108864");
        assertThat(folder.resolve("memory.swap.max")).hasContent("0");
        assertThat(folder.resolve("pids.max")).hasContent("40");
        assertThat(folder.resolve("cpu.max")).hasContent("50000 100000");
    }

    @Test
    void version1LimitsTheSameInItsWords() throws IOException {
        Cgroup.limit(group(false), LIMITS);

        assertThat(folder.resolve("memory.limit_in_bytes")).hasContent("67108864");
        assertThat(folder.resolve("pids.max")).hasContent("40");
        assertThat(folder.resolve("cpu.cfs_quota_us")).hasContent("50000");
        assertThat(folder.resolve("cpu.cfs_period_us")).hasContent("100000");
        assertThat(folder.resolve("memory.memsw.limit_in_bytes"))
                .as("a machine that does not count swap lacks this file, and none is made")
                .doesNotExist();
    }

    @Test
    void aProcessEntersByThreadInVersion1AndByProcessInVersion2() {
        assertThat(new Cgroup(List.of(group(false), group(true))).doors())
                .containsExactly(
                        folder.resolve("tasks").toString(),
                        folder.resolve("cgroup.procs").toString());
    }

    @Test
    void theCountersOfEitherVersionTellTheLimit() throws IOException {
        var group = new Cgroup(List.of(group(true)));
        assertThat(group.exceeded()).isEmpty();

        Files.writeString(folder.resolve("pids.events"), "max 3\n");
        assertThat(group.exceeded()).isEqualTo("processes");
        Files.writeString(folder.resolve("memory.events"), "low 0\nhigh 0\nmax 17\noom 1\noom_kill 1\n");
        assertThat(group.exceeded()).isEqualTo("memory");
        Files.delete(folder.resolve("memory.events"));
        Files.writeString(folder.resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
        assertThat(group.exceeded()).isEqualTo("memory");
    }

    private Hierarchy group(boolean version2) {
        return new Hierarchy(version2, Set.of("memory", "pids", "cpu"), folder, folder);
    }
}
