package aule.workspace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The ground of Linux: the system itself resolves each path beneath the root and past no link ({@code openat2}). */
final class OpenatGround implements Ground {

    private static final long READ = 0;
    private static final long WRITE = 1;
    private static final long CREATE_NEW = 0xc0;
    private static final long NO_TERMINAL = 0x100;
    private static final long APPEND = 0x400;
    private static final long NO_WAIT = 0x800;
    private static final long CLOSE_ON_EXEC = 0x80000;
    private static final long PATH_ONLY = 0x200000;
    private static final long FOLDER = Libc.ARM ? 0x4000 : 0x10000;
    private static final long NO_FOLLOW = Libc.ARM ? 0x8000 : 0x20000;

    private static final long NO_MAGIC_LINKS = 2;
    private static final long NO_LINKS = 4;
    private static final long BENEATH = 8;

    private static final int HERE = -100;
    private static final int REMOVE_FOLDER = 0x200;
    private static final int ITSELF = 0x100;
    private static final int FEW = 32;
    private static final int BUFFER = 32 * 1024;
    private static final int LONGEST_LINK = 4096;
    private static final byte[] SELF = {'.'};

    private final byte[] root;
    private final OptionalInt owner;

    OpenatGround(Path root, OptionalInt owner) {
        this.root = RawNames.bytes(root.toString());
        this.owner = owner;
    }

    /** Not on other systems, on kernels before 5.6, or where a container's filter refuses the call. */
    static boolean works(Path root) {
        var arch = System.getProperty("os.arch", "");
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                || !(Libc.ARM || arch.matches("amd64|x86_64"))) {
            return false;
        }
        try (var top = new OpenatGround(root, OptionalInt.empty()).top()) {
            open(top, SELF, PATH_ONLY | FOLDER, 0).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<Entry> stat(String path) throws IOException {
        try (var top = top();
                var there = open(top, bytes(path), PATH_ONLY | NO_FOLLOW, 0)) {
            return Optional.of(there.stat(path));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    @Override
    public String readLink(String path) throws IOException {
        try (var top = top();
                var link = open(top, bytes(path), PATH_ONLY | NO_FOLLOW, 0);
                var arena = Arena.ofConfined()) {
            var into = arena.allocate(LONGEST_LINK);
            var nothing = Libc.bytes(arena, new byte[0]).address();
            var length =
                    Failures.check(Libc.call(Syscall.READLINKAT, link.number(), nothing, into.address(), LONGEST_LINK));
            return RawNames.text(into.asSlice(0, length).toArray(JAVA_BYTE));
        }
    }

    @Override
    public List<Entry> list(String folder) throws IOException {
        try (var top = top();
                var opened = open(top, bytes(folder), READ | FOLDER, 0)) {
            var entries = new ArrayList<Entry>();
            for (var name : names(opened)) {
                try {
                    entries.add(opened.stat(name, Names.join(folder, RawNames.text(name))));
                } catch (NoSuchFileException e) {
                    // It went away between the two looks.
                }
            }
            return entries;
        }
    }

    @Override
    public Content open(String file) throws IOException {
        return regular(file, READ);
    }

    @Override
    public Content append(String file) throws IOException {
        return regular(file, WRITE | APPEND);
    }

    @Override
    public Content create(String file, OptionalInt mode) throws IOException {
        try (var top = top();
                var folder = folder(top, Names.folderOf(file))) {
            var created = open(folder, bytes(Names.nameOf(file)), WRITE | CREATE_NEW, 0666);
            try {
                own(created);
                if (mode.isPresent()) {
                    Failures.check(Libc.call(Syscall.FCHMOD, created.number(), mode.getAsInt()));
                }
                return created;
            } catch (IOException e) {
                created.close();
                throw e;
            }
        }
    }

    @Override
    public void createFolder(String folder) throws IOException {
        try (var top = top();
                var above = folder(top, Names.folderOf(folder));
                var arena = Arena.ofConfined()) {
            var name = bytes(Names.nameOf(folder));
            var text = Libc.bytes(arena, name).address();
            Failures.check(Libc.call(Syscall.MKDIRAT, above.number(), text, 0777));
            try (var created = open(above, name, READ | FOLDER, 0)) {
                own(created);
            }
        }
    }

    @Override
    public void createLink(String link, String target) throws IOException {
        try (var top = top();
                var folder = folder(top, Names.folderOf(link));
                var arena = Arena.ofConfined()) {
            var name = Libc.bytes(arena, bytes(Names.nameOf(link))).address();
            var text = Libc.bytes(arena, RawNames.bytes(target)).address();
            Failures.check(Libc.call(Syscall.SYMLINKAT, text, folder.number(), name));
            if (owner.isPresent()) {
                var id = owner.getAsInt();
                Failures.check(Libc.call(Syscall.FCHOWNAT, folder.number(), name, id, id, ITSELF));
            }
        }
    }

    /** By way of the descriptor, because one that may not read the thing may still own it. */
    @Override
    public void permit(String path, int mode) throws IOException {
        try (var top = top();
                var there = open(top, bytes(path), PATH_ONLY | NO_FOLLOW, 0);
                var arena = Arena.ofConfined()) {
            if (there.stat(path).isLink()) {
                throw new MovedException();
            }
            var text = Libc.bytes(arena, RawNames.bytes("/proc/self/fd/" + there.number()))
                    .address();
            Failures.check(Libc.call(Syscall.FCHMODAT, HERE, text, mode));
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try (var top = top();
                var source = folder(top, Names.folderOf(from));
                var target = folder(top, Names.folderOf(to));
                var arena = Arena.ofConfined()) {
            var old = Libc.bytes(arena, bytes(Names.nameOf(from))).address();
            var fresh = Libc.bytes(arena, bytes(Names.nameOf(to))).address();
            Failures.check(Libc.call(Syscall.RENAMEAT2, source.number(), old, target.number(), fresh));
        }
    }

    @Override
    public void remove(String path, boolean isFolder) throws IOException {
        try (var top = top();
                var folder = folder(top, Names.folderOf(path));
                var arena = Arena.ofConfined()) {
            var name = Libc.bytes(arena, bytes(Names.nameOf(path))).address();
            Failures.check(Libc.call(Syscall.UNLINKAT, folder.number(), name, isFolder ? REMOVE_FOLDER : 0));
        }
    }

    @Override
    public void sync(String folder) throws IOException {
        try (var top = top();
                var opened = open(top, bytes(folder), READ | FOLDER, 0)) {
            opened.sync();
        }
    }

    /** Many at once with the whole file system, which costs the same for a thousand files as for one. */
    @Override
    public void syncAll(Collection<String> paths) throws IOException {
        if (paths.size() > FEW) {
            try (var opened = open(HERE, root, READ | FOLDER, 0, 0)) {
                Failures.check(Libc.call(Syscall.SYNCFS, opened.number()));
            }
            return;
        }
        var folders = new TreeSet<String>();
        for (var path : paths) {
            folders.add(Names.folderOf(path));
            Ground.ifThere(() -> {
                try (var content = open(path)) {
                    content.sync();
                }
            });
        }
        for (var folder : folders) {
            Ground.ifThere(() -> sync(folder));
        }
    }

    /** Opened without waiting, so that a pipe put in the file's place cannot hold the kernel. */
    private Content regular(String file, long flags) throws IOException {
        try (var top = top()) {
            var opened = open(top, bytes(file), flags | NO_WAIT | NO_TERMINAL, 0);
            if (opened.stat(file).isFile()) {
                return opened;
            }
            opened.close();
            throw new SpecialFileException();
        }
    }

    /** The root is the kernel's own choice: its path may pass links. */
    private Descriptor top() throws IOException {
        return open(HERE, root, PATH_ONLY | FOLDER, 0, 0);
    }

    private static Descriptor folder(Descriptor top, String path) throws IOException {
        return open(top, bytes(path), PATH_ONLY | FOLDER, 0);
    }

    private static Descriptor open(Descriptor folder, byte[] path, long flags, long mode) throws IOException {
        return open(folder.number(), path, flags, mode, BENEATH | NO_LINKS | NO_MAGIC_LINKS);
    }

    private static Descriptor open(int folder, byte[] path, long flags, long mode, long resolve) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var how = arena.allocateFrom(JAVA_LONG, flags | CLOSE_ON_EXEC, mode, resolve);
            var text = Libc.bytes(arena, path).address();
            return new Descriptor(
                    (int) Failures.check(Libc.call(Syscall.OPENAT2, folder, text, how.address(), how.byteSize())));
        }
    }

    private void own(Descriptor created) throws IOException {
        if (owner.isPresent()) {
            Failures.check(Libc.call(Syscall.FCHOWN, created.number(), owner.getAsInt(), owner.getAsInt()));
        }
    }

    private static byte[] bytes(String path) {
        return path.isEmpty() ? SELF : RawNames.bytes(path);
    }

    private static List<byte[]> names(Descriptor folder) throws IOException {
        var names = new ArrayList<byte[]>();
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(BUFFER, Long.BYTES);
            while (true) {
                var filled = Failures.check(Libc.call(Syscall.GETDENTS64, folder.number(), buffer.address(), BUFFER));
                if (filled == 0) {
                    return names;
                }
                read(buffer, filled, names);
            }
        }
    }

    /** Records of {@code struct linux_dirent64}: their length at 16, the name from 19 to a NUL. */
    private static void read(MemorySegment buffer, long filled, List<byte[]> names) {
        for (long at = 0; at < filled; at += buffer.get(JAVA_SHORT, at + 16)) {
            var end = at + 19;
            while (buffer.get(JAVA_BYTE, end) != 0) {
                end++;
            }
            var name = buffer.asSlice(at + 19, end - at - 19).toArray(JAVA_BYTE);
            if (!Arrays.equals(name, SELF) && !Arrays.equals(name, new byte[] {'.', '.'})) {
                names.add(name);
            }
        }
    }
}
