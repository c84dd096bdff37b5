package aule.tools;

import aule.workspace.Encoded;
import java.util.Optional;

/** One file at one time. */
final class FileState {

    static final FileState NOTHING = new FileState(new byte[0], Optional.empty(), Optional.empty());

    private static final int EXECUTABLE = 0111;

    private final byte[] bytes;
    private final Optional<Integer> mode;
    private final Optional<Boolean> executable;

    private FileState(byte[] bytes, Optional<Integer> mode, Optional<Boolean> executable) {
        this.bytes = bytes;
        this.mode = mode;
        this.executable = executable;
    }

    /** A file as it is. */
    static FileState of(byte[] bytes, int mode) {
        return new FileState(bytes, Optional.of(mode), Optional.empty());
    }

    /** Its content; nobody changes it. */
    byte[] bytes() {
        return bytes;
    }

    Encoded text(String path) {
        return Encoded.of(bytes).orElseThrow(() -> Draft.conflict(path, "is a binary file; a patch changes text."));
    }

    FileState with(byte[] content) {
        return new FileState(content, mode, executable);
    }

    FileState executable(boolean yes) {
        return new FileState(bytes, mode, Optional.of(yes));
    }

    /**
     * Its permissions; of the right to execute git knows only whether there is one.
     *
     * @param usual those of a new file
     */
    int permissions(int usual) {
        var bits = mode.orElse(usual);
        return executable
                .map(yes -> yes ? bits | (bits >> 2 & EXECUTABLE) : bits & ~EXECUTABLE)
                .orElse(bits);
    }
}
