package aule.workspace;

import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** One look at a whole workspace, which puts all that is new into the store. Nothing is filtered, no link followed. */
final class Survey {

    private static final int ATTEMPTS = 4;

    /** Files above this many bytes are read in pieces. */
    private static final int WHOLE = 1 << 20;

    private final Ground ground;
    private final ObjectStore.Writer writer;
    private final Checkpoints.Limits limits;
    private final Glances before;
    private final boolean sure;
    private final Instant began;
    private final Glances seen = new Glances();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int entries;
    private long files;
    private long bytes;

    /** @param sure whether the store certainly still has what was read before */
    Survey(
            Ground ground,
            ObjectStore.Writer writer,
            Checkpoints.Limits limits,
            Glances before,
            boolean sure,
            Instant began) {
        this.ground = ground;
        this.writer = writer;
        this.limits = limits;
        this.before = before;
        this.sure = sure;
        this.began = began;
    }

    /** @throws IOException if the store cannot take it; what the workspace does not give is left out instead */
    KeptState look() throws IOException {
        try {
            return new KeptState(folder(""), leftOut);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    Glances seen() {
        return seen;
    }

    /** How many files and links there are. */
    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    private ObjectId folder(String path) throws IOException {
        var children = ground.list(path);
        children.sort(Comparator.comparing(Entry::path));
        var kept = new ArrayList<Kept>(children.size());
        for (var child : children) {
            if (entries == limits.mostEntries()) {
                leftOut.add(new LeftOut(path, LeftOut.Reason.TOO_MANY));
                break;
            }
            entries++;
            keep(path, child).ifPresent(kept::add);
        }
        return store(() -> writer.folder(KeptFolder.encode(kept)));
    }

    /** Looks again while somebody changes the thing under the kernel's eyes, a bounded number of times. */
    private Optional<Kept> keep(String folder, Entry first) throws IOException {
        var entry = Optional.of(first);
        for (int attempt = 1; attempt <= ATTEMPTS && entry.isPresent(); attempt++) {
            try {
                return once(folder, entry.get(), attempt == ATTEMPTS);
            } catch (ChangedException
                    | Ground.MovedException
                    | Ground.SpecialFileException
                    | NoSuchFileException
                    | NotDirectoryException e) {
                entry = again(first);
            } catch (FileSystemException e) {
                return without(first, LeftOut.Reason.UNREADABLE);
            }
        }
        return entry.isEmpty() ? Optional.empty() : without(first, LeftOut.Reason.CHANGING);
    }

    private Optional<Entry> again(Entry first) throws IOException {
        try {
            return ground.stat(first.path());
        } catch (FileSystemException e) {
            leftOut.add(new LeftOut(first.path(), LeftOut.Reason.UNREADABLE));
            return Optional.empty();
        }
    }

    private Optional<Kept> once(String folder, Entry entry, boolean last) throws IOException {
        return switch (entry.kind()) {
            case DIR -> Optional.of(Kept.folder(entry.name(), entry.mode(), folder(entry.path())));
            case FILE ->
                entry.size() > limits.largestFile()
                        ? without(entry, LeftOut.Reason.TOO_LARGE)
                        : Optional.of(Kept.file(entry.name(), entry.mode(), content(folder, entry, last)));
            case LINK -> Optional.of(Kept.link(entry.name(), content(folder, entry, last)));
            case OTHER -> without(entry, LeftOut.Reason.SPECIAL);
        };
    }

    private Optional<Kept> without(Entry entry, LeftOut.Reason reason) {
        leftOut.add(new LeftOut(entry.path(), reason));
        return Optional.empty();
    }

    private ObjectId content(String folder, Entry entry, boolean last) throws IOException {
        var known = before.unchanged(folder, entry);
        var content = known.isPresent() && here(known.get()) ? known.get() : read(entry, last);
        seen.remember(folder, entry, content, began);
        files++;
        bytes += entry.size();
        return content;
    }

    private boolean here(ObjectId content) throws IOException {
        return sure || store(() -> writer.has(content));
    }

    /** @param last whether a small file that changes all the time is taken as it came, as it would be after a crash */
    private ObjectId read(Entry entry, boolean last) throws IOException {
        if (entry.isLink()) {
            var target = RawNames.bytes(ground.readLink(entry.path()));
            return store(() -> writer.content(target, target.length));
        }
        ObjectId content;
        try (var file = ground.open(entry.path())) {
            content = entry.size() <= WHOLE ? whole(file, (int) entry.size()) : pieces(file, entry.size());
        }
        if (!last && !same(entry)) {
            throw new ChangedException();
        }
        return content;
    }

    private ObjectId whole(Ground.Content file, int size) throws IOException {
        var content = new byte[size];
        var length = file.read(content, 0);
        return store(() -> writer.content(content, length));
    }

    private ObjectId pieces(Ground.Content file, long size) throws IOException {
        var exactly = new ExactStream(file, size);
        var content = store(() -> writer.content(size, exactly));
        if (exactly.failure().isPresent()) {
            throw exactly.failure().get();
        }
        return content;
    }

    private boolean same(Entry entry) throws IOException {
        return ground.stat(entry.path())
                .filter(it -> it.stamp().equals(entry.stamp()) && it.size() == entry.size())
                .isPresent();
    }

    /** Sets what the store cannot do apart from what the workspace does not give. */
    private static <T> T store(Way.Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The thing was changed while it was read. */
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
