package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.SandboxContract;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RlimitsTests extends SandboxContract {

    @Override
    protected int level() {
        return 4;
    }

    @Test
    void itSaysThatItDoesNotIsolateAndWhatWouldHelp() {
        assertThat(sandbox().rung().isolates()).isFalse();
        assertThat(sandbox().rung().detail()).contains("bubblewrap");
    }

    @Test
    void evenHereCommandsOfARootKernelAreNotRoot() throws InterruptedException, IOException {
        Assumptions.assumeTrue(!room.owners().of("proj-one").equals(OptionalInt.empty()), "The kernel is not root.");
        Files.writeString(home.resolve("secret"), "s");

        assertThat(shell("id -u").stdout().strip())
                .isEqualTo(Integer.toString(room.owners().of("proj-one").getAsInt()));
        assertThat(shell("cat " + home.resolve("secret")).exitCode()).isNotZero();
    }
}
