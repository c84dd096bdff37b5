package aule.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what a system call answers into the exceptions of {@link Ground}. */
final class Failures {

    private static final int EPERM = 1;
    private static final int EACCES = 13;

    private Failures() {}

    /** The result, if it is one. */
    static long check(long result) throws IOException {
        if (result >= 0) {
            return result;
        }
        throw switch ((int) -result) {
            case Libc.ENOENT -> new NoSuchFileException("");
            case Libc.ENOTDIR -> new NotDirectoryException("");
            case Libc.EEXIST -> new FileAlreadyExistsException("");
            case Libc.ENOTEMPTY -> new DirectoryNotEmptyException("");
            case Libc.ELOOP, Libc.EXDEV, Libc.EAGAIN -> new Ground.MovedException();
            case Libc.ENXIO, Libc.EISDIR -> new Ground.SpecialFileException();
            case EPERM, EACCES -> new AccessDeniedException("");
            default -> new FileSystemException("", null, "error " + -result);
        };
    }
}
