package aule.tools;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a patch does to one file.
 *
 * @param from its path before, empty for a new file
 * @param to its path after, empty for a deleted one
 * @param mode git's mode of the new state, if the patch says one
 */
record FilePatch(Kind kind, String from, String to, Optional<Integer> mode, List<Hunk> hunks) {

    /** What becomes of the file. */
    enum Kind {
        CREATE,
        MODIFY,
        DELETE,
        RENAME,
        COPY
    }

    FilePatch {
        hunks = List.copyOf(hunks);
    }

    /** The file as messages name it. */
    String path() {
        return to.isEmpty() ? from : to;
    }

    List<String> paths() {
        return Stream.of(from, to).filter(it -> !it.isEmpty()).distinct().toList();
    }
}
