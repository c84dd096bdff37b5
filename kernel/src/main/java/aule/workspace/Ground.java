package aule.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The file operations of one folder, each of which starts at that folder and passes no link. Paths are plain: relative,
 * without dots. An operation that meets a link, or finds the tree changed under its hands, fails with
 * {@link MovedException}.
 */
interface Ground {

    /** The strongest one of this machine. */
    static Ground of(Path root, OptionalInt owner) throws IOException {
        return OpenatGround.works(root) ? new OpenatGround(root, owner) : new StreamGround(root, owner);
    }

    /** Empty if there is nothing. */
    Optional<Entry> stat(String path) throws IOException;

    /** What the link at the path says. */
    String readLink(String path) throws IOException;

    /** The entries of a folder, in no order, with their full paths. */
    List<Entry> list(String folder) throws IOException;

    /** A regular file. */
    Content open(String file) throws IOException;

    /** A regular file, written at its end. */
    Content append(String file) throws IOException;

    /** A new file for the owner; fails with {@link java.nio.file.FileAlreadyExistsException} if the name is taken. */
    Content create(String file, OptionalInt mode) throws IOException;

    /** A new folder for the owner; fails with {@link java.nio.file.FileAlreadyExistsException} if the name is taken. */
    void createFolder(String folder) throws IOException;

    /** A link for the owner, whatever its target is; fails with {@link java.nio.file.FileAlreadyExistsException} too. */
    void createLink(String link, String target) throws IOException;

    /** Sets the nine permission bits of a file or a folder. */
    void permit(String path, int mode) throws IOException;

    /** Replaces what is at the new path, as far as the system does. */
    void rename(String from, String to) throws IOException;

    void remove(String path, boolean folder) throws IOException;

    /** Makes the names in a folder survive a loss of power, where the system can. */
    void sync(String folder) throws IOException;

    /** The same for whatever was done at these paths: for the contents of files, and for the names around them. */
    void syncAll(Collection<String> paths) throws IOException;

    /** Something that is done on the ground. */
    interface Deed {
        void run() throws IOException;
    }

    /** Does something to a file or folder, unless it is something else by now, or nothing. */
    static void ifThere(Deed deed) throws IOException {
        try {
            deed.run();
        } catch (MovedException
                | SpecialFileException
                | NoSuchFileException
                | NotDirectoryException
                | AccessDeniedException e) {
            // There is nothing to do it to.
        }
    }

    /** An open file. */
    interface Content extends Closeable {

        /** At most as many bytes as the array holds, fewer at the end of the file, none behind it. */
        int read(byte[] into, long position) throws IOException;

        void write(byte[] bytes, int count) throws IOException;

        void sync() throws IOException;
    }

    /** A link stood in the way, or a folder was swapped during an operation. */
    final class MovedException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** The entry is neither file nor folder. */
    final class SpecialFileException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
