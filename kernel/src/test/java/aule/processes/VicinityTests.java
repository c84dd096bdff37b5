package aule.processes;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunId;
import aule.sandbox.Sandbox.Network;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who shares a network inside could use the other's way out. */
class VicinityTests {

    private static final RunId ONE = new RunId("run-1");
    private static final RunId OTHER = new RunId("run-2");
    private static final Network WAY = new Network.Through(Path.of("/run/a.sock"));

    private static Vicinity offline(@Nullable RunId run) {
        return new Vicinity(run, "", Network.NONE);
    }

    private static Vicinity online(@Nullable RunId run, String asked) {
        return new Vicinity(run, asked, WAY);
    }

    @Test
    void whoGetsNowhereMeetsWhoGetsNowhere() {
        assertThat(offline(ONE).meets(offline(OTHER))).isTrue();
        assertThat(offline(null).meets(offline(ONE))).isTrue();
    }

    @Test
    void nobodyGetsOutByTheWayOfAnotherRun() {
        assertThat(offline(ONE).meets(online(OTHER, ""))).isFalse();
        assertThat(online(ONE, "").meets(offline(OTHER))).isFalse();
        assertThat(online(ONE, "").meets(online(OTHER, ""))).isFalse();
        assertThat(online(null, "").meets(online(null, ""))).isFalse();
    }

    @Test
    void callsOfOneRunMeetIfTheyAskedForTheSame() {
        assertThat(online(ONE, "").meets(online(ONE, ""))).isTrue();
        assertThat(online(ONE, "packages").meets(online(ONE, "packages"))).isTrue();
        assertThat(online(ONE, "offline").meets(online(ONE, ""))).isFalse();
        assertThat(offline(ONE).meets(online(ONE, ""))).isFalse();
    }
}
