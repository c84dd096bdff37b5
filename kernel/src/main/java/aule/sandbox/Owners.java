package aule.sandbox;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The host's user ids that are reserved for projects: under a kernel that runs as root every project's tree belongs
 * to an id of its own, the same after each start. The group id is the same number.
 */
public final class Owners {

    /** Above the ranges that Linux tools give to people, services, containers and their subordinate users. */
    private static final int FIRST = 2_000_000_000;

    private static final Path ID_MAP = Path.of("/proc/self/uid_map");

    private final boolean root;
    private final Path file;
    private final int first;
    private final Map<String, Integer> reserved = new LinkedHashMap<>();

    private Owners(boolean root, Path file, int first) {
        this.root = root;
        this.file = file;
        this.first = first;
    }

    static Owners open(Path folder, boolean root) {
        var owners = new Owners(root, folder.resolve("owners"), root ? firstMapped() : FIRST);
        owners.load();
        return owners;
    }

    /** The id that owns the project's tree; empty if the kernel is not root and all files are its own. */
    public OptionalInt of(String project) {
        return root ? OptionalInt.of(reserve(project)) : OptionalInt.empty();
    }

    /**
     * Gives a tree to the project's id unless its top belongs to it already. To be called before the project's first
     * command: afterwards whoever writes into the tree hands over what they write.
     */
    public void handOver(Path tree, String project) {
        of(project).ifPresent(uid -> {
            try {
                if (!uidOf(tree).equals(uid)) {
                    Files.walkFileTree(tree, new HandOver(uid));
                }
            } catch (IOException e) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "The files of project '%s' could not be handed to its sandbox user; check that the kernel may"
                                        .formatted(project)
                                + " change their owner.",
                        e);
            }
        });
    }

    static Object uidOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private synchronized int reserve(String project) {
        var known = reserved.get(project);
        if (known != null) {
            return known;
        }
        if (project.isBlank() || project.indexOf('\n') >= 0) {
            throw new AuleException(
                    ErrorCode.INVALID, "A command names the project it works for; this one names none.");
        }
        var interrupted = false;
        try {
            while (true) {
                try {
                    return reserveInTurn(project);
                } catch (FileLockInterruptionException | ClosedByInterruptException stopped) {
                    interrupted = Thread.interrupted(); // the id is needed to end what was begun
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int reserveInTurn(String project) throws IOException {
        try (var channel = FileChannel.open(file.resolveSibling("owners.lock"), CREATE, WRITE);
                var _ = locked(channel)) {
            load();
            if (!reserved.containsKey(project)) {
                reserved.put(
                        project,
                        reserved.values().stream().max(Integer::compare).orElse(first) + 1);
                save();
            }
            return reserved.getOrDefault(project, first);
        }
    }

    /** Kernels that share projects reserve one after the other, also two in one process. */
    private static FileLock locked(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException _) {
                Thread.onSpinWait();
            }
        }
    }

    private void load() {
        try {
            if (Files.exists(file)) {
                for (var line : Files.readAllLines(file)) {
                    var cut = line.indexOf(' ');
                    reserved.put(line.substring(cut + 1), Integer.parseInt(line, 0, cut, 10));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save() {
        var lines = new StringBuilder();
        reserved.forEach((project, uid) ->
                lines.append(uid.intValue()).append(' ').append(project).append('\n'));
        try {
            var fresh = file.resolveSibling("owners.new");
            Files.writeString(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kernel in a user namespace may own few ids only: then the upper end of what it owns is reserved. */
    private static int firstMapped() {
        try {
            for (var line : Files.readAllLines(ID_MAP)) {
                var range = line.trim().split("\\s+", -1);
                var start = Long.parseLong(range[0]);
                var end = start + Long.parseLong(range[2]);
                if (start == 0) {
                    return (int) (end > FIRST + 1_000_000L ? FIRST : Math.max(1_000, end - 10_000));
                }
            }
            return FIRST;
        } catch (IOException e) {
            return FIRST;
        }
    }

    /** Changes owner and group of everything below a folder, never through a link. */
    private static final class HandOver extends SimpleFileVisitor<Path> {

        private final int uid;

        HandOver(int uid) {
            this.uid = uid;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            return own(file);
        }

        /** Folders last: until then nobody else can change what is in them. */
        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return own(folder);
        }

        private FileVisitResult own(Path path) throws IOException {
            Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }
    }
}
