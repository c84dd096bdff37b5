package aule.workspace;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** The ground of every other machine: walks from the root one folder at a time, past no link, by Java's own means. */
final class StreamGround implements Ground {

    private final AtomicLong numbers = new AtomicLong();
    private final Path root;
    private final OptionalInt owner;

    StreamGround(Path root, OptionalInt owner) {
        this.root = root;
        this.owner = owner;
    }

    @Override
    public Optional<Entry> stat(String path) throws IOException {
        if (path.isEmpty()) {
            try (var top = top()) {
                return Optional.of(entry(
                        top.getFileAttributeView(PosixFileAttributeView.class).readAttributes(), path));
            }
        }
        try (var folder = folder(Names.folderOf(path))) {
            return Optional.of(entry(view(folder, Path.of(Names.nameOf(path))).readAttributes(), path));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /** A hint that somebody may change meanwhile: whatever it says is walked from the root again. */
    @Override
    public String readLink(String path) throws IOException {
        try {
            return Files.readSymbolicLink(root.resolve(path)).toString();
        } catch (NotLinkException swapped) {
            throw new MovedException();
        }
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        try (var opened = folder(folder)) {
            var entries = new ArrayList<Entry>();
            for (var child : opened) {
                var name = child.getFileName();
                try {
                    entries.add(entry(view(opened, name).readAttributes(), Names.join(folder, name.toString())));
                } catch (NoSuchFileException e) {
                    // It went away between the two looks.
                }
            }
            return entries;
        }
    }

    @Override
    public Content open(String file) throws IOException {
        return regular(file, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS));
    }

    @Override
    public Content append(String file) throws IOException {
        return regular(file, Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, NOFOLLOW_LINKS));
    }

    @Override
    public Content create(String file, OptionalInt mode) throws IOException {
        try (var folder = folder(Names.folderOf(file))) {
            var name = Path.of(Names.nameOf(file));
            var channel = folder.newByteChannel(
                    name, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, NOFOLLOW_LINKS));
            own(view(folder, name));
            if (mode.isPresent()) {
                view(folder, name).setPermissions(permissions(mode.getAsInt()));
            }
            return new Channel(channel);
        }
    }

    /** Made under a name of its own at the root, where no link can lie in the way, and then moved to its place. */
    @Override
    public void createFolder(String folder) throws IOException {
        if (stat(folder).isPresent()) {
            throw new FileAlreadyExistsException("");
        }
        var fresh = ".aule-" + ProcessHandle.current().pid() + "-" + numbers.incrementAndGet();
        Files.createDirectory(root.resolve(fresh));
        try {
            try (var top = top()) {
                own(view(top, Path.of(fresh)));
            }
            rename(fresh, folder);
        } catch (IOException e) {
            remove(fresh, true);
            throw stat(folder).isPresent() ? new FileAlreadyExistsException("") : e;
        }
    }

    /** Made where no link can lie in the way, like a folder. */
    @Override
    public void createLink(String link, String target) throws IOException {
        if (stat(link).isPresent()) {
            throw new FileAlreadyExistsException("");
        }
        var fresh = root.resolve(".aule-" + ProcessHandle.current().pid() + "-" + numbers.incrementAndGet());
        Files.createSymbolicLink(fresh, Path.of(target));
        try {
            if (owner.isPresent()) {
                Files.setAttribute(fresh, "unix:uid", owner.getAsInt(), NOFOLLOW_LINKS);
                Files.setAttribute(fresh, "unix:gid", owner.getAsInt(), NOFOLLOW_LINKS);
            }
            rename(fresh.getFileName().toString(), link);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    @Override
    public void permit(String path, int mode) throws IOException {
        try (var folder = folder(Names.folderOf(path))) {
            view(folder, Path.of(Names.nameOf(path))).setPermissions(permissions(mode));
        } catch (FileSystemException e) {
            throw moved(e);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try (var source = folder(Names.folderOf(from));
                var target = folder(Names.folderOf(to))) {
            source.move(Path.of(Names.nameOf(from)), target, Path.of(Names.nameOf(to)));
        } catch (FileSystemException e) {
            throw moved(e);
        }
    }

    @Override
    public void remove(String path, boolean isFolder) throws IOException {
        try (var folder = folder(Names.folderOf(path))) {
            var name = Path.of(Names.nameOf(path));
            if (isFolder) {
                folder.deleteDirectory(name);
            } else {
                folder.deleteFile(name);
            }
        } catch (FileSystemException e) {
            throw moved(e);
        }
    }

    /** Java cannot flush a folder it did not open by path. */
    @Override
    public void sync(String folder) {}

    @Override
    public void syncAll(Collection<String> paths) throws IOException {
        for (var path : paths) {
            Ground.ifThere(() -> {
                try (var content = open(path)) {
                    content.sync();
                }
            });
        }
    }

    private Content regular(String file, Set<OpenOption> options) throws IOException {
        try (var folder = folder(Names.folderOf(file))) {
            var name = Path.of(Names.nameOf(file));
            var attributes = view(folder, name).readAttributes();
            if (attributes.isSymbolicLink()) {
                throw new MovedException();
            }
            if (!attributes.isRegularFile()) {
                throw new SpecialFileException();
            }
            return new Channel(folder.newByteChannel(name, options));
        } catch (FileSystemException e) {
            throw moved(e);
        }
    }

    /** Java has no class of its own for a link where none may be. */
    private static IOException moved(FileSystemException failure) {
        return failure.getClass() == FileSystemException.class ? new MovedException() : failure;
    }

    @SuppressWarnings("StreamResourceLeak") // The caller closes it.
    private SecureDirectoryStream<Path> top() throws IOException {
        var stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new FileSystemException("", null, "this system cannot open folders safely");
    }

    private SecureDirectoryStream<Path> folder(String path) throws IOException {
        var at = top();
        for (var part : Names.split(path)) {
            try (var above = at) {
                at = above.newDirectoryStream(Path.of(part), NOFOLLOW_LINKS);
            } catch (FileSystemException e) {
                throw moved(e);
            }
        }
        return at;
    }

    private static PosixFileAttributeView view(SecureDirectoryStream<Path> folder, Path name) {
        return folder.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
    }

    private void own(PosixFileAttributeView view) throws IOException {
        if (owner.isPresent()) {
            var people = root.getFileSystem().getUserPrincipalLookupService();
            var id = Integer.toString(owner.getAsInt());
            view.setGroup(people.lookupPrincipalByGroupName(id));
            view.setOwner(people.lookupPrincipalByName(id));
        }
    }

    private static Entry entry(PosixFileAttributes attributes, String path) {
        var kind = kind(attributes);
        var size = kind == Entry.Kind.FILE || kind == Entry.Kind.LINK ? attributes.size() : 0;
        var modified = attributes.lastModifiedTime().toInstant();
        return new Entry(path, kind, size, modified, mode(attributes.permissions()), stamp(attributes, modified));
    }

    /** Java does not tell when a file's permissions changed, so the stamp is only as good as the time of its content. */
    private static Entry.Stamp stamp(PosixFileAttributes attributes, Instant modified) {
        var key = attributes.fileKey();
        return new Entry.Stamp(key == null ? 0 : key.hashCode(), modified);
    }

    private static Entry.Kind kind(PosixFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Entry.Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Entry.Kind.DIR;
        }
        return attributes.isRegularFile() ? Entry.Kind.FILE : Entry.Kind.OTHER;
    }

    /** The permissions are declared from the highest bit to the lowest. */
    private static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (var one : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(one) ? 1 : 0);
        }
        return mode;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var set = EnumSet.noneOf(PosixFilePermission.class);
        int bit = 0400;
        for (var one : PosixFilePermission.values()) {
            if ((mode & bit) != 0) {
                set.add(one);
            }
            bit >>= 1;
        }
        return set;
    }

    /** An open file by Java's channel. */
    private record Channel(SeekableByteChannel channel) implements Content {

        @Override
        public int read(byte[] into, long position) throws IOException {
            var buffer = ByteBuffer.wrap(into);
            channel.position(position);
            var count = 0;
            while (buffer.hasRemaining() && count >= 0) {
                count = channel.read(buffer);
            }
            return buffer.position();
        }

        @Override
        public void write(byte[] bytes, int count) throws IOException {
            var buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void sync() throws IOException {
            if (channel instanceof FileChannel file) {
                file.force(true);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
