package aule.workspace;

import java.nio.file.Path;
import java.util.OptionalInt;

class StreamSearchTests extends SearchContract {

    @Override
    Ground ground(Path root) {
        return new StreamGround(root, OptionalInt.empty());
    }
}
