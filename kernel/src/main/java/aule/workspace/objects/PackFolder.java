package aule.workspace.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.jspecify.annotations.Nullable;

/**
 * Packs as files of one folder, in git's own format. A pack counts once its index has its name: until then its files
 * end in {@code .new}, and whoever opens the folder next throws them away.
 */
final class PackFolder extends DfsObjDatabase {

    /** Content above this many bytes goes by in pieces. */
    static final int WHOLE = 1 << 20;

    private static final String UNFINISHED = ".new";
    private static final Pattern NAME = Pattern.compile("pack-(\\d+)-[0-9a-f]+-([A-Z_]+)\\.(pack|idx)");

    private final AtomicLong numbers = new AtomicLong();
    private final Path folder;
    private final String kernel;
    private Set<String> known = Set.of();
    private long losses;

    /** @param kernel tells the packs of kernels that share the folder apart, so that no name is ever used twice */
    PackFolder(DfsRepository repository, Path folder, String kernel) {
        super(repository, new DfsReaderOptions().setStreamFileThreshold(WHOLE));
        this.folder = folder;
        this.kernel = kernel;
    }

    /** Forgets what nobody finished; while nobody else is at work. */
    void clean() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "pack-*")) {
            for (var file : files) {
                var name = NAME.matcher(nameOf(file));
                if (!name.matches() || !Files.exists(sibling(file, name.group(3)))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Sees what another kernel added or put together. */
    void refresh() throws IOException {
        var names = indexes();
        if (!names.equals(known)) {
            known = names;
            clearCache();
            losses++;
        }
        for (var one : names) {
            var name = NAME.matcher(one);
            if (name.matches()) {
                numbers.accumulateAndGet(Long.parseLong(name.group(1)), Math::max);
            }
        }
    }

    /** Puts what some folders reach into one pack, and throws all others away. */
    void keepOnly(Set<ObjectId> folders) throws IOException {
        var old = new ArrayList<DfsPackDescription>();
        for (var pack : getPacks()) {
            old.add(pack.getPackDescription());
        }
        var fresh = newPack(PackSource.COMPACT);
        try (var reader = newReader();
                var writer = new PackWriter(plain(), reader)) {
            writer.preparePack(NullProgressMonitor.INSTANCE, folders, Set.of());
            try (var out = writeFile(fresh, PackExt.PACK)) {
                writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
                fresh.addFileExt(PackExt.PACK);
            }
            writer.writeIndex(getPackIndexWriter(fresh, writer.getIndexVersion()));
            commitPack(List.of(fresh), old);
            losses++;
        } catch (IOException e) {
            rollbackPack(List.of(fresh));
            throw e;
        }
    }

    /** Whole objects, put together on the caller's thread. */
    static PackConfig plain() {
        var config = new PackConfig();
        config.setDeltaCompress(false);
        config.setThreads(1);
        return config;
    }

    /** Counts the times after which an object that was here may not be any more. */
    long losses() {
        return losses;
    }

    long bytes() throws IOException {
        var bytes = 0L;
        for (var pack : listPacks()) {
            bytes += pack.getFileSize(PackExt.PACK) + pack.getFileSize(PackExt.INDEX);
        }
        return bytes;
    }

    @Override
    protected List<DfsPackDescription> listPacks() throws IOException {
        var packs = new ArrayList<DfsPackDescription>();
        try (var files = Files.newDirectoryStream(folder, "pack-*.idx")) {
            for (var index : files) {
                packs.add(describe(index));
            }
        }
        return packs;
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) {
        var name = "pack-%06d-%s-%s".formatted(numbers.incrementAndGet(), kernel, source.name());
        return new DfsPackDescription(getRepository().getDescription(), name, source);
    }

    @Override
    protected void commitPackImpl(
            Collection<DfsPackDescription> made, @Nullable Collection<DfsPackDescription> replaced) throws IOException {
        for (var pack : made) {
            place(pack);
        }
        sync();
        for (var pack : replaced == null ? List.<DfsPackDescription>of() : replaced) {
            Files.deleteIfExists(file(pack, PackExt.INDEX));
            Files.deleteIfExists(file(pack, PackExt.PACK));
        }
        known = indexes();
        if (replaced != null && !replaced.isEmpty()) {
            clearCache();
        }
    }

    @Override
    protected void rollbackPack(Collection<DfsPackDescription> packs) {
        try {
            for (var pack : packs) {
                for (var part : PackExt.values()) {
                    Files.deleteIfExists(unfinished(pack, part));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt part) throws IOException {
        return new PackInput(file(pack, part));
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt part) throws IOException {
        return new PackOutput(unfinished(pack, part));
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void setShallowCommits(Set<ObjectId> commits) {
        throw new UnsupportedOperationException("There are no commits here.");
    }

    @Override
    public long getApproximateObjectCount() {
        return -1;
    }

    /** The index last, because it makes the pack count. */
    private void place(DfsPackDescription pack) throws IOException {
        for (var part : PackExt.values()) {
            if (part != PackExt.PACK && part != PackExt.INDEX) {
                Files.deleteIfExists(unfinished(pack, part));
            }
        }
        for (var part : List.of(PackExt.PACK, PackExt.INDEX)) {
            Files.move(unfinished(pack, part), file(pack, part), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private DfsPackDescription describe(Path index) throws IOException {
        var name = NAME.matcher(nameOf(index));
        if (!name.matches()) {
            throw new IOException("The file '%s' is not a pack's.".formatted(index));
        }
        var stem = nameOf(index).replace(".idx", "");
        var source = PackSource.valueOf(name.group(2));
        var pack = new DfsPackDescription(getRepository().getDescription(), stem, source);
        for (var part : List.of(PackExt.PACK, PackExt.INDEX)) {
            pack.addFileExt(part);
            pack.setFileSize(part, Files.size(file(pack, part)));
        }
        pack.setLastModified(Files.getLastModifiedTime(index).toMillis());
        return pack;
    }

    private Set<String> indexes() throws IOException {
        var names = new HashSet<String>();
        try (var files = Files.newDirectoryStream(folder, "pack-*.idx")) {
            files.forEach(it -> names.add(nameOf(it)));
        }
        return names;
    }

    private void sync() throws IOException {
        try (var opened = FileChannel.open(folder)) {
            opened.force(true);
        }
    }

    private Path file(DfsPackDescription pack, PackExt part) {
        return folder.resolve(pack.getFileName(part));
    }

    private Path unfinished(DfsPackDescription pack, PackExt part) {
        return folder.resolve(pack.getFileName(part) + UNFINISHED);
    }

    private static Path sibling(Path file, String part) {
        var other = part.equals("pack") ? "idx" : "pack";
        return file.resolveSibling(nameOf(file).replaceFirst("[a-z]+$", other));
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
