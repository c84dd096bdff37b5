package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HierarchyTests {

    @TempDir
    Path proc;

    @Test
    void aPureVersion2MachineHasOneTree() throws IOException {
        var trees = mounted("0::/user.slice/user-1000.slice/session-2.scope\n", """
                24 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
                31 24 0:27 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
                """);

        assertThat(trees)
                .containsExactly(new Hierarchy(
                        true,
                        Set.of(),
                        Path.of("/sys/fs/cgroup"),
                        Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope")));
    }

    @Test
    void aVersion1MachineHasATreePerController() throws IOException {
        var trees = mounted("5:cpu,cpuacct:/\n4:memory:/box/7\n3:freezer:/\n0::/\n", """
                30 24 0:26 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                31 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                32 24 0:28 / /sys/fs/cgroup/freezer rw - cgroup cgroup rw,freezer
                33 24 0:29 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """);

        assertThat(trees)
                .containsExactly(
                        new Hierarchy(
                                false,
                                Set.of("cpu"),
                                Path.of("/sys/fs/cgroup/cpu,cpuacct"),
                                Path.of("/sys/fs/cgroup/cpu,cpuacct")),
                        new Hierarchy(
                                false,
                                Set.of("memory"),
                                Path.of("/sys/fs/cgroup/memory"),
                                Path.of("/sys/fs/cgroup/memory/box/7")),
                        new Hierarchy(
                                true, Set.of(), Path.of("/sys/fs/cgroup/unified"), Path.of("/sys/fs/cgroup/unified")));
    }

    @Test
    void aContainerSeesItsOwnGroupAsTheTop() throws IOException {
        var trees = mounted("4:memory:/docker/abc\n", """
                31 24 0:27 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory
                """);

        assertThat(trees.getFirst().own()).isEqualTo(Path.of("/sys/fs/cgroup/memory"));
    }

    private List<Hierarchy> mounted(String groups, String mounts) throws IOException {
        Files.writeString(proc.resolve("cgroup"), groups);
        Files.writeString(proc.resolve("mountinfo"), mounts);
        return Hierarchy.mounted(proc);
    }
}
