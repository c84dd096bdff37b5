package aule.workspace;

import java.nio.file.Path;
import java.util.OptionalInt;

class StreamKeptStateTests extends KeptStateContract {

    @Override
    Ground ground(Path root, OptionalInt owner) {
        return new StreamGround(root, owner);
    }
}
