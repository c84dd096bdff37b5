package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersTests {

    @TempDir
    Path folder;

    @Test
    void eachProjectHasOneIdThatSurvivesARestart() {
        var owners = Owners.open(folder, true);
        var one = owners.of("proj-one");
        var two = owners.of("proj-two");

        assertThat(one).isNotEmpty().isNotEqualTo(two);
        assertThat(owners.of("proj-one")).isEqualTo(one);
        var again = Owners.open(folder, true);
        assertThat(again.of("proj-two")).isEqualTo(two);
        assertThat(again.of("proj-three").getAsInt()).isGreaterThan(two.getAsInt());
    }

    @Test
    void kernelsThatShareProjectsNeverGiveTwoOfThemTheSameId() {
        var one = Owners.open(folder, true);
        var other = Owners.open(folder, true);

        assertThat(one.of("proj-one")).isNotEqualTo(other.of("proj-two"));
        assertThat(one.of("proj-two")).isEqualTo(other.of("proj-two"));
    }

    @Test
    void aKernelThatIsNotRootReservesNothing() {
        assertThat(Owners.open(folder, false).of("proj-one")).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aNameThatCouldNotBeReadBackIsRefused() {
        for (var name : new String[] {"", " ", "a\nb"}) {
            assertThatThrownBy(() -> Owners.open(folder, true).of(name)).isInstanceOf(AuleException.class);
        }
    }

    @Test
    void handingOverChangesATreeButNothingBehindItsLinks() throws IOException {
        Assumptions.assumeTrue(Machine.here().root(), "Only root can give files away.");
        var outside = Files.writeString(folder.resolve("outside"), "x");
        var tree = Files.createDirectories(folder.resolve("tree/sub"));
        Files.writeString(tree.resolve("file"), "x");
        Files.createSymbolicLink(tree.resolve("link"), outside);
        var owners = Owners.open(folder, true);
        owners.handOver(folder.resolve("tree"), "proj-one");

        var uid = owners.of("proj-one").getAsInt();
        for (var path : new Path[] {folder.resolve("tree"), tree, tree.resolve("file"), tree.resolve("link")}) {
            assertThat(Owners.uidOf(path)).as("%s", path).isEqualTo(uid);
        }
        assertThat(Owners.uidOf(outside)).isEqualTo(0);
    }
}
