package aule.workspace;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;

class OpenatSearchTests extends SearchContract {

    @Override
    Ground ground(Path root) {
        Assumptions.assumeTrue(OpenatGround.works(root), "Skipped: this system has no openat2.");
        return new OpenatGround(root, OptionalInt.empty());
    }
}
