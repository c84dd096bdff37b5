package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.workspace.Encoded;
import aule.workspace.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several files as they are going to be, none of which is written before all are known; then all are, or none. */
final class Draft {

    /** Something is not as it has to be. */
    static AuleException conflict(String path, String what) {
        return new AuleException(ErrorCode.CONFLICT, "'%s' %s".formatted(path, what));
    }

    private final Desk desk;
    private final Memory memory;
    private final Map<String, Optional<FileState>> before = new LinkedHashMap<>();
    private final Map<String, Optional<FileState>> after = new LinkedHashMap<>();
    private final Map<String, String> moved = new LinkedHashMap<>();

    Draft(Desk desk, Memory memory) {
        this.desk = desk;
        this.memory = memory;
    }

    /** The file as it is drafted now; empty if there is none. */
    Optional<FileState> find(String path) {
        var name = desk.name(path);
        var drafted = after.get(name);
        return drafted == null ? before.computeIfAbsent(name, this::read) : drafted;
    }

    private Optional<FileState> read(String path) {
        return desk.find(path).map(it -> {
            if (it.kind() != Entry.Kind.FILE) {
                throw conflict(path, "is a folder; name a file in it.");
            }
            if (it.size() > Desk.LARGEST) {
                throw conflict(path, "has %,d bytes, too many to change here.".formatted(it.size()));
            }
            memory.unchanged(path);
            return FileState.of(desk.read(path), it.mode());
        });
    }

    void put(String path, FileState state) {
        find(path);
        after.put(desk.name(path), Optional.of(state));
    }

    void remove(String path) {
        find(path);
        after.put(desk.name(path), Optional.empty());
    }

    /** Notes that a file is the old one under a new name. */
    void moved(String from, String to) {
        moved.put(desk.name(to), desk.name(from));
    }

    /** Removes and writes everything; if something cannot be done, what was done before is taken back. */
    List<FileChange> write() {
        var changes = new ArrayList<FileChange>();
        Deque<String> written = new ArrayDeque<>();
        try {
            for (var path : order()) {
                written.push(path);
                change(path).ifPresent(changes::add);
            }
        } catch (AuleException e) {
            written.forEach(it -> restore(it, e));
            throw e;
        }
        return changes;
    }

    /** What goes may be in the way of what comes. */
    private List<String> order() {
        return after.entrySet().stream()
                .sorted(Comparator.comparing(it -> it.getValue().isPresent()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Optional<FileChange> change(String path) {
        var old = before.getOrDefault(path, Optional.empty());
        var now = after.getOrDefault(path, Optional.empty());
        if (now.isEmpty()) {
            old.ifPresent(_ -> desk.remove(path));
            return old.map(_ -> new FileChange(path, "deleted", 0, 0, 0));
        }
        apply(path, now.get());
        memory.saw(path, now.get().bytes());
        var source = Optional.ofNullable(moved.get(path)).flatMap(it -> before.getOrDefault(it, Optional.empty()));
        var diff = LineDiff.of(words(old.or(() -> source)), words(now));
        var kind = old.isPresent() ? "modified" : moved.containsKey(path) ? "moved" : "created";
        return Optional.of(new FileChange(
                path,
                kind,
                now.get().bytes().length,
                diff.added().size(),
                diff.removed().size()));
    }

    private void apply(String path, FileState state) {
        desk.write(path, state.bytes());
        var usual = desk.find(path).map(Entry::mode).orElse(0);
        var wanted = state.permissions(usual);
        if (wanted != usual) {
            desk.permit(path, wanted);
        }
    }

    private void restore(String path, AuleException cause) {
        try {
            var old = before.getOrDefault(path, Optional.empty());
            if (old.isPresent()) {
                apply(path, old.get());
            } else if (desk.find(path).isPresent()) {
                desk.remove(path);
            }
        } catch (AuleException e) {
            cause.addSuppressed(e);
        }
    }

    private static String words(Optional<FileState> state) {
        return state.flatMap(it -> Encoded.of(it.bytes())).map(Encoded::text).orElse("");
    }
}
