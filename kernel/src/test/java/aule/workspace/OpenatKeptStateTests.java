package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OpenatKeptStateTests extends KeptStateContract {

    @Override
    Ground ground(Path root, OptionalInt owner) {
        Assumptions.assumeTrue(OpenatGround.works(root), "Skipped: this system has no openat2.");
        return new OpenatGround(root, owner);
    }

    @Test
    void namesThatAreNoUtf8ComeBackByteByByte() throws IOException, InterruptedException {
        sh(
                "mkdir \"$(printf 'd\\377')\" && echo 1 > \"$(printf 'd\\377/x\\200y')\" && ln -s \"$(printf 'a\\376')\" link");
        var kept = take();
        sh("rm -r \"$(printf 'd\\377')\" link");
        restore(kept);

        sh("test \"$(cat \"$(printf 'd\\377/x\\200y')\")\" = 1 && test \"$(readlink link)\" = \"$(printf 'a\\376')\"");
    }

    @Test
    void aKilledKernelLosesNothingThatItSaid() throws IOException, InterruptedException {
        var states = new ArrayList<String>();
        for (int round = 0; round < 3; round++) {
            var process = EndlessCheckpoints.start(temp.resolve("endless"));
            try (var said = process.inputReader(UTF_8)) {
                for (int line = 0; line < 5 + 9 * round; line++) {
                    states.add(said.readLine());
                }
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(EndlessCheckpoints.lost(temp.resolve("endless"), states)).isEmpty();
    }

    private void sh(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", command)
                        .directory(root.toFile())
                        .start()
                        .waitFor())
                .as(command)
                .isZero();
    }
}
