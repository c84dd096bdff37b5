package aule.vault;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** A line of text that is written once and that only the owner of the home may read. */
public record PrivateFile(Path path) {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    /**
     * The line in the file; the first time it is made. A file that others may read is closed to them.
     *
     * @throws AuleException with {@code UNAVAILABLE} if the file can be neither read nor made
     */
    public String keep(Supplier<String> fresh) {
        try {
            if (Files.notExists(path) || Files.size(path) == 0) {
                create(fresh.get());
            }
            if (posix()) {
                Files.setPosixFilePermissions(path, OWNER);
            }
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The file '%s' cannot be used; check that the disk has room and that this user may write there."
                            .formatted(path),
                    e);
        }
    }

    /** The name comes last, so that there is a whole line or none whatever happens. */
    private void create(String line) throws IOException {
        var folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        var fresh = Files.createTempFile(folder, path.getFileName() + ".", ".new", attributes());
        try {
            Files.writeString(fresh, line + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            if (Files.notExists(path)) {
                Files.createLink(path, fresh);
            } else {
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (FileAlreadyExistsException e) {
            // somebody else was first, and what they wrote counts
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (var opened = FileChannel.open(folder)) {
            opened.force(true);
        }
    }

    private FileAttribute<?>[] attributes() {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
