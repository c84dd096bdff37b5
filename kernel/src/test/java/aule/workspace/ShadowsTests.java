package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ProjectId;
import aule.testkit.CountingIds;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowsTests {

    private static final Entry FILE =
            new Entry("f", Entry.Kind.FILE, 1, Instant.EPOCH, 0644, new Entry.Stamp(1, Instant.EPOCH));

    @TempDir
    Path home;

    @Test
    void theLongestUnusedMemoryGoesWhenItBecomesTooMuch() {
        var shadows = Shadows.open(home, home, new CountingIds());
        shadows.remember(project(1), glances(100_000));
        shadows.remember(project(2), glances(100_000));
        shadows.glances(project(1));
        shadows.remember(project(3), glances(100_000));

        assertThat(shadows.glances(project(1)).size()).isEqualTo(100_000);
        assertThat(shadows.glances(project(2))).isSameAs(Glances.NONE);
        assertThat(shadows.glances(project(3)).size()).isEqualTo(100_000);
        shadows.remember(project(4), glances(300_000));
        assertThat(shadows.glances(project(4))).isSameAs(Glances.NONE);
    }

    private static ProjectId project(int number) {
        return new ProjectId("proj-" + number);
    }

    private static Glances glances(int count) {
        var glances = new Glances();
        for (int number = 0; number < count; number++) {
            glances.remember("folder", FILE.at("folder/f" + number), ObjectId.zeroId(), Instant.EPOCH);
        }
        return glances;
    }
}
