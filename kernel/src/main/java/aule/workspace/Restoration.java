package aule.workspace;

import aule.workspace.Differences.Difference;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a workspace what a checkpoint says, one path at a time: what is deleted goes first and from the bottom up, so
 * that a folder with something unknown in it stays; files and links are put in place whole; no link is followed.
 */
final class Restoration {

    private static final int ATTEMPTS = 10;
    private static final int CHUNK = 64 * 1024;
    private static final int USABLE = 0300;
    private static final int OWN = 0700;

    /** One change of the workspace. */
    private interface Step {
        void run() throws IOException;
    }

    private final Ground ground;
    private final ObjectStore store;
    private final List<LeftOut> unknown;
    private final Set<String> failed = new HashSet<>();
    private final List<Untouched> untouched = new ArrayList<>();
    private final TreeMap<String, Integer> permissions = new TreeMap<>();
    private int number;

    /** @param unknown what the checkpoint or the one before it does not hold */
    Restoration(Ground ground, ObjectStore store, List<LeftOut> unknown) {
        this.ground = ground;
        this.store = store;
        this.unknown = List.copyOf(unknown);
    }

    /**
     * Returns what was changed.
     *
     * @throws IOException if the disk does not take it; then a part is done
     */
    List<Difference> apply(List<Difference> wanted) throws IOException {
        wanted.stream().filter(it -> !known(it)).forEach(it -> leave(it.path(), Untouched.Reason.NOT_KEPT));
        var possible = wanted.stream().filter(this::known).toList();
        for (var one : possible.reversed()) {
            var before = one.before();
            if (before != null && (one.after() == null || one.replaced())) {
                attempt(one.path(), () -> remove(one.path(), before.isFolder()));
            }
        }
        for (var one : possible) {
            var after = one.after();
            if (after != null && !failed.contains(one.path())) {
                attempt(one.path(), () -> put(one, after));
            }
        }
        for (var folder : permissions.descendingMap().entrySet()) {
            attempt(folder.getKey(), () -> settle(folder.getKey(), folder.getValue()));
        }
        var changed =
                possible.stream().filter(it -> !failed.contains(it.path())).toList();
        ground.syncAll(changed.stream().map(Difference::path).toList());
        return changed;
    }

    List<Untouched> untouched() {
        return untouched;
    }

    /** What was left out may be there now or may have been there then, unless both checkpoints show otherwise. */
    private boolean known(Difference one) {
        return (one.before() != null && one.after() != null) || unknown.stream().noneMatch(it -> it.covers(one.path()));
    }

    private void attempt(String path, Step step) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                step.run();
                return;
            } catch (Ground.MovedException e) {
                Thread.onSpinWait();
            } catch (DirectoryNotEmptyException e) {
                leave(path, Untouched.Reason.NOT_EMPTY);
                return;
            } catch (Ground.SpecialFileException
                    | NoSuchFileException
                    | NotDirectoryException
                    | FileAlreadyExistsException
                    | AccessDeniedException e) {
                break;
            }
        }
        leave(path, Untouched.Reason.BLOCKED);
    }

    private void leave(String path, Untouched.Reason reason) {
        if (failed.add(path)) {
            untouched.add(new Untouched(RawNames.shown(path), reason));
        }
    }

    private void remove(String path, boolean folder) throws IOException {
        try {
            open(Names.folderOf(path));
            ground.remove(path, folder);
        } catch (NoSuchFileException e) {
            // Somebody else removed it.
        }
        permissions.remove(path);
    }

    private void put(Difference one, Kept wanted) throws IOException {
        var before = one.before();
        if (wanted.isFolder()) {
            if (before == null || one.replaced()) {
                open(Names.folderOf(one.path()));
                make(one.path());
            }
            permissions.put(one.path(), wanted.permissions());
            return;
        }
        if (before != null && before.sameKind(wanted) && before.object().equals(wanted.object())) {
            ground.permit(one.path(), wanted.permissions());
            return;
        }
        open(Names.folderOf(one.path()));
        replace(one.path(), wanted);
    }

    private void make(String folder) throws IOException {
        try {
            ground.createFolder(folder);
        } catch (FileAlreadyExistsException e) {
            if (!ground.stat(folder).map(Entry::isFolder).orElse(false)) {
                throw e;
            }
        }
        ground.permit(folder, OWN);
    }

    private void replace(String path, Kept wanted) throws IOException {
        var fresh = Names.join(
                Names.folderOf(path),
                ".aule-%d-r%d".formatted(ProcessHandle.current().pid(), ++number));
        try {
            if (wanted.isLink()) {
                ground.createLink(fresh, RawNames.text(store.read(wanted.object(), CHUNK)));
            } else {
                write(fresh, wanted);
            }
            ground.rename(fresh, path);
        } catch (IOException e) {
            discard(fresh);
            throw e;
        }
    }

    private void write(String fresh, Kept wanted) throws IOException {
        var chunk = new byte[CHUNK];
        try (var content = store.stream(wanted.object());
                var file = ground.create(fresh, OptionalInt.of(wanted.permissions()))) {
            for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
                file.write(chunk, count);
            }
        }
    }

    private void discard(String fresh) {
        try {
            ground.remove(fresh, false);
        } catch (IOException e) {
            // It was never made, or went with its folder.
        }
    }

    /** Lets the kernel change what is in a folder that its owner may only read; it is closed again at the end. */
    private void open(String folder) throws IOException {
        if (folder.isEmpty() || permissions.containsKey(folder)) {
            return;
        }
        var mode = ground.stat(folder).map(Entry::mode).orElseThrow(() -> new NoSuchFileException(""));
        if ((mode & USABLE) != USABLE) {
            ground.permit(folder, mode | OWN);
            permissions.put(folder, mode);
        }
    }

    private void settle(String folder, int mode) throws IOException {
        if (ground.stat(folder).map(it -> it.isFolder() && it.mode() != mode).orElse(false)) {
            ground.permit(folder, mode);
        }
    }
}
