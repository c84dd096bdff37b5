package aule.workspace;

import aule.kernel.AuleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one door to the files below a folder. Whatever a path says, nothing outside the folder is read, written or told:
 * each step is resolved by the system beneath the folder, also while somebody swaps folders and links. Links that stay
 * inside are followed; failures are {@link AuleException}s in the words of the request.
 *
 * <p>A hard link is the file itself and cannot be told apart. A sandbox cannot make one to a file outside its
 * workspace, and {@link #writeAtomically} puts a new file in its place instead of writing through it.
 */
public final class Beneath {

    private static final int CHUNK = 64 * 1024;

    private final AtomicLong numbers = new AtomicLong();
    private final Ground ground;
    private final Way way;
    private final Tree tree;

    Beneath(Ground ground) {
        this(ground, false);
    }

    private Beneath(Ground ground, boolean straight) {
        this.ground = ground;
        this.way = new Way(ground, straight);
        this.tree = new Tree(ground, numbers);
    }

    /**
     * @param root an existing folder
     * @param owner the id that user and group of whatever is made here get; empty for the kernel's own
     */
    public static Beneath of(Path root, OptionalInt owner) {
        return Way.alone("", () -> new Beneath(Ground.of(root.toRealPath(), owner)));
    }

    /** The door for absolute paths of a whole machine, which passes no link and calls everything by its absolute path. */
    static Beneath straight(Ground top) {
        return new Beneath(top, true);
    }

    /** The operations beneath this door, for whoever keeps or restores the folder as a whole. */
    Ground ground() {
        return ground;
    }

    /** The path as this folder calls it: relative, forward slashes, no dots; empty for the folder itself. */
    public String name(String path) {
        return way.called(way.plain(path));
    }

    /** What is at the path, links followed; empty if nothing is. */
    public Optional<Entry> find(String path) {
        var plain = way.plain(path);
        return Way.through(path, () -> ground.stat(way.seen(plain, path)).map(it -> it.at(way.called(plain))));
    }

    /** @throws AuleException with {@code NOT_FOUND} if nothing is there */
    public Entry stat(String path) {
        return find(path).orElseThrow(() -> Names.missing(path));
    }

    /** What is at the path itself, a link not followed; empty if nothing is. */
    public Optional<Entry> itself(String path) {
        var plain = way.plain(path);
        return Way.through(
                path,
                () -> ground.stat(plain.isEmpty() ? plain : way.realFolder(plain, path))
                        .map(it -> it.at(way.called(plain))));
    }

    /** What the link at the path says; where that leads is not looked at. */
    public String link(String path) {
        return Way.through(
                path, () -> RawNames.shown(ground.readLink(meant(path).path())));
    }

    /** At most {@code length} bytes from the offset on, fewer at the end of the file. */
    public byte[] read(String path, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw Names.invalid(path, "is read from an offset and for a length that are not negative.");
        }
        return Way.through(path, () -> {
            var left = Math.max(0, stat(path).size() - offset);
            var bytes = new byte[(int) Math.min(length, left)];
            try (var content = open(path)) {
                return Arrays.copyOf(bytes, content.read(bytes, offset));
            }
        });
    }

    /** The file from the offset on; to be closed. */
    public InputStream stream(String path, long offset) {
        return new ContentStream(Way.through(path, () -> open(path)), offset);
    }

    /**
     * Puts a file in place whole: whoever reads sees the old content or the new one, also after a crash. Folders on
     * the way are made; a file that was there keeps its permissions.
     */
    public void writeAtomically(String path, byte[] bytes) {
        Way.through(path, () -> replace(path, new ByteArrayInputStream(bytes)));
    }

    /** The same for content of any length; returns the length. */
    public long writeAtomically(String path, InputStream content) {
        return Way.alone(path, () -> replace(path, content));
    }

    /** Sets the nine permission bits of a file or folder. */
    public void permit(String path, int mode) {
        Way.through(path, () -> {
            ground.permit(way.real(named(path), path), mode);
            return true;
        });
    }

    /** Writes at the end of a file, which is made if it is missing. */
    public void append(String path, byte[] bytes) {
        Way.through(path, () -> {
            try (var content = atEnd(path)) {
                content.write(bytes, bytes.length);
                return true;
            }
        });
    }

    /** The entries of a folder by name; hidden ones start with a dot. */
    public List<Entry> list(String path, boolean hidden) {
        return Way.through(
                path,
                () -> tree.children(folder(path).path()).stream()
                        .filter(it -> hidden || !it.name().startsWith("."))
                        .map(this::shown)
                        .toList());
    }

    /** What is below a folder, each folder before its contents; at most so many entries, and no link is followed. */
    public List<Entry> walk(String path, int most, boolean hidden) {
        return Way.through(
                path,
                () -> tree.walk(folder(path), most, hidden).stream()
                        .map(this::shown)
                        .toList());
    }

    /**
     * Shows what is below a folder, or the file itself, to a visitor: each folder before its contents, by name, no link
     * followed. What vanishes or may not be read meanwhile is passed over.
     *
     * @return whether everything was seen
     */
    public boolean search(String path, Scope scope, Found.Visitor visitor) {
        return Way.alone(path, () -> {
            var real = way.real(way.plain(path), path);
            var top = ground.stat(real).orElseThrow(() -> Names.missing(path));
            return new Search(way, scope, visitor).from(top);
        });
    }

    /** How many entries {@link #delete} would remove: this one and all below it. */
    public int count(String path) {
        return Way.through(path, () -> tree.count(meant(path)));
    }

    public void mkdirs(String path) {
        var plain = way.plain(path);
        Way.through(path, () -> {
            makeFolders(way.real(plain, path), path);
            return true;
        });
    }

    /** Moves a file, a folder or a link itself to a name that is free; folders on the way are made. */
    public void move(String from, String to) {
        Way.through(from, () -> {
            var source = meant(from);
            ground.rename(source.path(), free(to, source, from));
            return true;
        });
    }

    /**
     * Copies a file, a link itself, or a folder with all that is in it to a name that is free, whole or not at all;
     * permissions and links stay what they are, folders on the way are made. Returns how many entries there are now.
     */
    public int copy(String from, String to) {
        return Way.through(from, () -> {
            var source = meant(from);
            var target = free(to, source, from);
            return new Copying(ground, tree).copy(source, fresh(Names.folderOf(target)), target);
        });
    }

    /**
     * Removes a file, a link itself, or a folder, and returns how many entries went.
     *
     * @param recursive whether a folder goes with all that is in it; otherwise only an empty one goes
     */
    public int delete(String path, boolean recursive) {
        return Way.through(path, () -> {
            var entry = meant(path);
            if (recursive) {
                return tree.delete(entry);
            }
            ground.remove(entry.path(), entry.isFolder());
            return 1;
        });
    }

    /** A place for something to go to, in a folder that is there. */
    private String free(String to, Entry source, String from) throws IOException {
        var target = way.realFolder(named(to), to);
        if (target.equals(source.path()) || target.startsWith(source.path() + "/")) {
            throw Names.invalid(to, "is the same place as '%s' or inside it; choose another.".formatted(from));
        }
        if (ground.stat(target).isPresent()) {
            throw Names.conflict(to, "exists already; choose another name or delete it first.");
        }
        makeFolders(Names.folderOf(target), to);
        return target;
    }

    /** A name that nobody else uses. */
    private String fresh(String folder) {
        return Names.join(
                folder, ".aule-%d-%d".formatted(ProcessHandle.current().pid(), numbers.incrementAndGet()));
    }

    private Ground.Content open(String path) throws IOException {
        return ground.open(way.real(way.plain(path), path));
    }

    private Ground.Content atEnd(String path) throws IOException {
        var target = way.real(named(path), path);
        if (ground.stat(target).isPresent()) {
            return ground.append(target);
        }
        makeFolders(Names.folderOf(target), path);
        try {
            return ground.create(target, OptionalInt.empty());
        } catch (FileAlreadyExistsException e) {
            return ground.append(target);
        }
    }

    private long replace(String path, InputStream content) throws IOException {
        var target = way.real(named(path), path);
        var there = ground.stat(target);
        if (there.isPresent() && !there.get().isFile()) {
            throw new Ground.SpecialFileException();
        }
        var folder = Names.folderOf(target);
        makeFolders(folder, path);
        var fresh = fresh(folder);
        var mode = there.map(it -> OptionalInt.of(it.mode())).orElse(OptionalInt.empty());
        try {
            var length = fill(fresh, mode, content);
            ground.rename(fresh, target);
            ground.sync(folder);
            return length;
        } catch (IOException e) {
            discard(fresh);
            throw e;
        }
    }

    private long fill(String fresh, OptionalInt mode, InputStream content) throws IOException {
        var buffer = new byte[CHUNK];
        var length = 0L;
        try (var file = ground.create(fresh, mode)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                file.write(buffer, count);
                length += count;
            }
            file.sync();
        }
        return length;
    }

    private void discard(String fresh) {
        try {
            ground.remove(fresh, false);
        } catch (IOException e) {
            // It was never made, or went with its folder.
        }
    }

    private void makeFolders(String folder, String asked) throws IOException {
        var at = "";
        for (var part : Names.split(folder)) {
            at = Names.join(at, part);
            if (ground.stat(at).isEmpty()) {
                try {
                    ground.createFolder(at);
                } catch (FileAlreadyExistsException e) {
                    // Somebody else made it: what it is shows below.
                }
            }
            if (!ground.stat(at).map(Entry::isFolder).orElse(false)) {
                throw Names.conflict(asked, "needs a folder where there is something else; choose another name.");
            }
        }
    }

    private Entry folder(String path) throws IOException {
        var real = way.real(way.plain(path), path);
        var entry = ground.stat(real).orElseThrow(() -> Names.missing(path));
        if (!entry.isFolder()) {
            throw Names.invalid(path, "is not a folder; read it instead of listing it.");
        }
        return entry;
    }

    /** The entry itself, a link not followed. */
    private Entry meant(String path) throws IOException {
        return ground.stat(way.realFolder(named(path), path)).orElseThrow(() -> Names.missing(path));
    }

    /** A path that names something below the root, not the root. */
    private String named(String path) {
        var plain = way.plain(path);
        if (plain.isEmpty()) {
            throw Names.invalid(path, "is the workspace itself; name a file or folder in it.");
        }
        return plain;
    }

    private Entry shown(Entry entry) {
        return entry.at(way.called(RawNames.shown(entry.path())));
    }
}
