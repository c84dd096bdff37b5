package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.function.Predicate;

/** Blobs as files below one folder, each in a folder named by the first two digits of its hash. */
final class FileBlobs implements Blobs {

    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final Path unfinished;

    private FileBlobs(Path folder, String node) {
        this.folder = folder;
        this.unfinished = folder.resolve("unfinished").resolve(node);
    }

    /** Makes the folder, and clears away what an earlier life of this kernel did not finish. */
    static FileBlobs open(Path folder, String node) {
        var blobs = new FileBlobs(folder, node);
        try {
            make(folder);
            make(blobs.unfinished);
            try (var left = Files.newDirectoryStream(blobs.unfinished)) {
                for (var file : left) {
                    Files.deleteIfExists(file);
                }
            }
            return blobs;
        } catch (IOException e) {
            throw unavailable("The folder '%s' cannot be used; check its permissions.".formatted(folder), e);
        }
    }

    @Override
    public Sha256 put(byte[] content) {
        var hash = Sha256.of(content);
        return has(hash, content.length) ? hash : put(new ByteArrayInputStream(content));
    }

    @Override
    public Sha256 put(InputStream content) {
        var interrupted = Thread.interrupted(); // a run that is being stopped may still keep what it has
        try {
            var fresh = Files.createTempFile(unfinished, "", "");
            try {
                var hash = fill(fresh, content);
                if (has(hash, Files.size(fresh))) {
                    Files.setLastModifiedTime(file(hash), Files.getLastModifiedTime(fresh));
                } else {
                    place(fresh, hash);
                }
                return hash;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw unavailable("The content could not be kept; check that the disk has room and try again.", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public byte[] read(Sha256 hash) {
        if (size(hash) > LARGEST) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE,
                    "The blob %s is larger than %d bytes; read it as a stream.".formatted(hash, LARGEST));
        }
        try {
            var content = Files.readAllBytes(file(hash));
            if (!Sha256.of(content).equals(hash)) {
                throw damaged(hash);
            }
            return content;
        } catch (IOException e) {
            throw unreadable(hash, e);
        }
    }

    @Override
    public InputStream open(Sha256 hash) {
        return new VerifiedStream(open(hash, 0), hash);
    }

    @Override
    public InputStream open(Sha256 hash, long offset) {
        try {
            var content = Files.newInputStream(file(hash));
            content.skipNBytes(Math.min(offset, size(hash)));
            return content;
        } catch (IOException e) {
            throw unreadable(hash, e);
        }
    }

    @Override
    public void verify(Sha256 hash) {
        try (var content = open(hash, 0)) {
            if (!digest(content).equals(hash)) {
                throw damaged(hash);
            }
        } catch (IOException e) {
            throw unreadable(hash, e);
        }
    }

    @Override
    public long size(Sha256 hash) {
        try {
            return Files.size(file(hash));
        } catch (IOException e) {
            throw unreadable(hash, e);
        }
    }

    @Override
    public boolean exists(Sha256 hash) {
        return Files.isRegularFile(file(hash));
    }

    @Override
    public long sweep(Predicate<Sha256> needed, Instant unusedSince) {
        var freed = 0L;
        try (var shelves = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
            for (var shelf : shelves) {
                freed += sweep(shelf, needed, unusedSince);
            }
            return freed;
        } catch (IOException e) {
            throw unavailable("The folder '%s' cannot be tidied; check its permissions.".formatted(folder), e);
        }
    }

    private static long sweep(Path shelf, Predicate<Sha256> needed, Instant unusedSince) throws IOException {
        var freed = 0L;
        try (var files = Files.newDirectoryStream(shelf, "[0-9a-f]*")) {
            for (var file : files) {
                var hash = new Sha256(shelf.getFileName().toString() + file.getFileName());
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (!needed.test(hash)
                        && attributes.lastModifiedTime().toInstant().isBefore(unusedSince)
                        && Files.deleteIfExists(file)) {
                    freed += attributes.size();
                }
            }
        }
        return freed;
    }

    private static Sha256 fill(Path fresh, InputStream content) throws IOException {
        var digest = Sha256.digest();
        var chunk = new byte[CHUNK];
        try (var out = new FileOutputStream(fresh.toFile())) {
            for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
                digest.update(chunk, 0, count);
                out.write(chunk, 0, count);
            }
            out.getFD().sync();
        }
        return Sha256.of(digest);
    }

    private static Sha256 digest(InputStream content) throws IOException {
        var digest = Sha256.digest();
        var chunk = new byte[CHUNK];
        for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
            digest.update(chunk, 0, count);
        }
        return Sha256.of(digest);
    }

    /** A blob of another length than its content's is damaged, and is replaced. */
    private boolean has(Sha256 hash, long length) {
        return exists(hash) && size(hash) == length;
    }

    private void place(Path fresh, Sha256 hash) throws IOException {
        var target = file(hash);
        var shelf = folder.resolve(hash.hex().substring(0, 2));
        if (!Files.isDirectory(shelf)) {
            make(shelf);
            sync(folder);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(shelf);
    }

    private Path file(Sha256 hash) {
        return folder.resolve(hash.hex().substring(0, 2)).resolve(hash.hex().substring(2));
    }

    private static void make(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** Makes the names in a folder survive a loss of power. */
    private static void sync(Path folder) throws IOException {
        try (var opened = FileChannel.open(folder)) {
            opened.force(true);
        }
    }

    private static AuleException unreadable(Sha256 hash, IOException failure) {
        return failure instanceof NoSuchFileException
                ? new AuleException(ErrorCode.NOT_FOUND, "There is no blob %s.".formatted(hash))
                : unavailable("The blob %s could not be read; check the disk.".formatted(hash), failure);
    }

    private static AuleException damaged(Sha256 hash) {
        return new AuleException(ErrorCode.INTERNAL, VerifiedStream.damage(hash));
    }

    private static AuleException unavailable(String sentence, IOException failure) {
        return new AuleException(ErrorCode.UNAVAILABLE, sentence, failure);
    }
}
