package aule.workspace;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.OptionalInt;

/** Copies a file, a link itself, or a folder with all that is in it; permissions and links stay what they are. */
final class Copying {

    private static final int CHUNK = 64 * 1024;
    private static final int OWN = 0700;

    private final Ground ground;
    private final Tree tree;
    private int copied;

    Copying(Ground ground, Tree tree) {
        this.ground = ground;
        this.tree = tree;
    }

    /**
     * Makes the copy under a name that is free, and nothing if it cannot be made whole.
     *
     * @param fresh a name beside the target under which the copy is made
     * @return how many entries there are now
     * @throws InterruptedIOException if the thread was interrupted before the end
     */
    int copy(Entry source, String fresh, String target) throws IOException {
        try {
            put(source, fresh);
            ground.rename(fresh, target);
            ground.sync(Names.folderOf(target));
            return copied;
        } catch (IOException e) {
            discard(fresh);
            throw e;
        }
    }

    private void put(Entry source, String place) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
        switch (source.kind()) {
            case FILE -> file(source, place);
            case LINK -> ground.createLink(place, ground.readLink(source.path()));
            case DIR -> folder(source, place);
            case OTHER -> throw new Ground.SpecialFileException();
        }
        copied++;
    }

    /** As long as it was when the copy began. */
    private void file(Entry source, String place) throws IOException {
        var chunk = new byte[CHUNK];
        try (var from = ground.open(source.path());
                var to = ground.create(place, OptionalInt.of(source.mode()))) {
            var at = 0L;
            for (var count = from.read(chunk, at); count > 0 && at < source.size(); count = from.read(chunk, at)) {
                to.write(chunk, (int) Math.min(count, source.size() - at));
                at += count;
            }
            to.sync();
        }
    }

    private void folder(Entry source, String place) throws IOException {
        ground.createFolder(place);
        ground.permit(place, OWN);
        for (var child : tree.children(source.path())) {
            put(child, Names.join(place, child.name()));
        }
        ground.permit(place, source.mode());
    }

    private void discard(String fresh) throws IOException {
        var made = ground.stat(fresh);
        if (made.isPresent()) {
            tree.delete(made.get());
        }
    }
}
