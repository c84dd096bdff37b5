package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OpenatBeneathTests extends BeneathContract {

    @Override
    Ground ground(Path root, OptionalInt owner) {
        Assumptions.assumeTrue(OpenatGround.works(root), "Skipped: this system has no openat2.");
        return new OpenatGround(root, owner);
    }

    @Test
    void itIsChosenWhereItWorks() throws IOException {
        assertThat(Ground.of(root, OptionalInt.empty())).isInstanceOf(OpenatGround.class);
    }

    @Test
    void evenDotsAreResolvedBeneathByTheSystemItself() throws IOException {
        var ground = ground(root, OptionalInt.empty());

        for (var path : List.of("../outside/secret", "/etc/passwd", "/proc/self/exe")) {
            assertThatThrownBy(() -> ground.open(path)).isInstanceOf(Ground.MovedException.class);
        }
    }

    @Test
    void namesThatAreNoUtf8AreShownAndDeleted() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", "mkdir d && touch \"d/$(printf 'x\\377y')\"")
                        .directory(root.toFile())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(beneath.list("d", true)).extracting(Entry::name).containsExactly("x\uFFFDy");
        assertThat(beneath.delete("d", true)).isEqualTo(2);
        assertThat(Files.exists(root.resolve("d"))).isFalse();
    }

    @Test
    void noDescriptorIsLeftOpen() throws IOException {
        beneath.writeAtomically("a/b", new byte[10]);
        var before = openFiles();
        for (int round = 0; round < 50; round++) {
            beneath.writeAtomically("a/c", new byte[10]);
            beneath.append("a/c", new byte[1]);
            beneath.read("a/b", 0, 10);
            beneath.list("a", true);
            beneath.find("nothing/here");
            beneath.mkdirs("x/y");
            beneath.move("a/c", "x/z");
            beneath.delete("x", true);
        }

        assertThat(openFiles()).isLessThan(before + 10);
    }

    private static long openFiles() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }
}
