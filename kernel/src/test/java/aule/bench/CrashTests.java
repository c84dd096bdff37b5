package aule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.KernelProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A few of the crashes of which {@link CrashBench} makes hundreds. */
@Timeout(600)
class CrashTests {

    private static final Crashes.Size FEW = new Crashes.Size(8, 8);
    private static final int KILLS = 4;

    @Test
    void nothingIsLostDoneTwiceOrLeftLying(@TempDir Path home) throws IOException {
        try (var crashes = new Crashes(home, FEW, 7)) {
            crashes.begin(KernelProcess.asHere());
            for (var life = 0; life < KILLS; life++) {
                crashes.kill(KernelProcess.asHere());
            }

            var verdict = crashes.end(KernelProcess.asHere());

            assertThat(verdict.wrongs()).isEmpty();
            assertThat(verdict.runs()).isGreaterThanOrEqualTo(FEW.agents() + FEW.waiting());
            assertThat(verdict.effects()).isGreaterThan(verdict.runs());
        }
    }
}
