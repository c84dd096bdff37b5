package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import aule.workspace.Beneath;
import aule.workspace.Entry;
import aule.workspace.Found;
import aule.workspace.Outside;
import aule.workspace.Scope;
import aule.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of one project as tools see them, every access by its one door. Paths are relative to the workspace; an
 * absolute one is a place outside, which the policy has been asked about.
 */
final class Desk {

    /** Finds the desk of a project. */
    interface Room extends Function<ProjectId, Desk> {}

    /** How much of a file is read at once; larger ones are for commands. */
    static final int LARGEST = 16 << 20;

    private static final int COUNTED = 20_000;

    private final Workspace workspace;
    private final Outside outside;
    private final Readings readings;

    Desk(Workspace workspace, Outside outside, Readings readings) {
        this.workspace = workspace;
        this.outside = outside;
        this.readings = readings;
    }

    /** The door behind which a path is, and what the path is called there. */
    private record Door(Beneath files, String path) {}

    /** Where it is on this machine; for the sandbox only. */
    Path folder() {
        return workspace.folder();
    }

    /**
     * A path as it is decided, shown and executed: one that leads out is replaced by where it really leads.
     *
     * @param links whether a link at the end of the path is meant itself
     * @throws AuleException with {@code INVALID} if it leads nowhere that a path can name
     */
    String settled(String path, boolean links) {
        if (!WorkspacePath.leaves(path)) {
            return path;
        }
        var root = outside.real(workspace.folder().toString(), workspace.folder(), false);
        var real = outside.real(WorkspacePath.relative(path), root, links);
        if (real.startsWith(root)) {
            return "./" + root.relativize(real);
        }
        if (!WorkspacePath.outside(real.toString())) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "'%s' leads to '%s', which is what the workspace is called here; name another place."
                            .formatted(path, real));
        }
        return real.toString();
    }

    /** Whether a path leads where no yes does. */
    boolean isClosed(String path, boolean changes) {
        return WorkspacePath.outside(path) && outside.isClosed(path, changes);
    }

    Optional<Entry> find(String path) {
        var door = door(path, false);
        return door.files().find(door.path());
    }

    /** What is there, a link not followed. */
    Optional<Entry> itself(String path) {
        var door = door(path, false);
        return door.files().itself(door.path());
    }

    /** What a link says. */
    String link(String path) {
        var door = door(path, false);
        return door.files().link(door.path());
    }

    /** The path as changes and receipts name it. */
    String name(String path) {
        var door = door(path, false);
        return door.files().name(door.path());
    }

    boolean isFolder(String path) {
        return find(path).map(it -> it.kind() == Entry.Kind.DIR).orElse(false);
    }

    List<Entry> list(String path, boolean hidden) {
        var door = door(path, false);
        return door.files().list(door.path(), hidden);
    }

    /** Shows what is below a folder, or the file itself, to a visitor; returns whether everything was seen. */
    boolean search(String path, Scope scope, Found.Visitor visitor) {
        var door = door(path, false);
        return door.files().search(door.path(), scope, visitor);
    }

    /** What the run of a call knows of the files. */
    Memory memory(Tool.Call call) {
        return new Memory(this, readings, call);
    }

    byte[] read(String path) {
        return read(path, 0, LARGEST);
    }

    /** At most so many bytes from the offset on. */
    byte[] read(String path, long offset, int length) {
        var door = door(path, false);
        return door.files().read(door.path(), offset, length);
    }

    /** The file from the offset on; to be closed. */
    InputStream stream(String path, long offset) {
        var door = door(path, false);
        return door.files().stream(door.path(), offset);
    }

    void write(String path, byte[] bytes) {
        var door = door(path, true);
        door.files().writeAtomically(door.path(), bytes);
    }

    /** Sets the nine permission bits. */
    void permit(String path, int mode) {
        var door = door(path, true);
        door.files().permit(door.path(), mode);
    }

    void append(String path, byte[] bytes) {
        var door = door(path, true);
        door.files().append(door.path(), bytes);
    }

    void mkdirs(String path) {
        var door = door(path, true);
        door.files().mkdirs(door.path());
    }

    /** Copies within the workspace or outside it; over its border only one file at a time goes. Returns how many entries. */
    int copy(String from, String to) {
        var source = door(from, false);
        var target = door(to, true);
        if (WorkspacePath.outside(from) == WorkspacePath.outside(to)) {
            return target.files().copy(source.path(), target.path());
        }
        carry(source, target);
        return 1;
    }

    /** Moves within the workspace or outside it; over its border only one file at a time goes, as a copy. */
    void move(String from, String to) {
        var source = door(from, true);
        var target = door(to, true);
        if (WorkspacePath.outside(from) == WorkspacePath.outside(to)) {
            source.files().move(source.path(), target.path());
        } else {
            carry(source, target);
            source.files().delete(source.path(), false);
        }
    }

    private static void carry(Door source, Door target) {
        if (source.files().stat(source.path()).kind() != Entry.Kind.FILE) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "'%s' is not a file; take the files of a folder one by one over the workspace's border."
                            .formatted(source.path()));
        }
        if (target.files().find(target.path()).isPresent()) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "'%s' exists already; choose another name or delete it first.".formatted(target.path()));
        }
        try (var content = source.files().stream(source.path(), 0)) {
            target.files().writeAtomically(target.path(), content);
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "'%s' could not be read to its end.".formatted(source.path()), e);
        }
    }

    void delete(String path) {
        var door = door(path, true);
        door.files().delete(door.path(), true);
    }

    /** Deletes one file; a folder only if it is empty. */
    void remove(String path) {
        var door = door(path, true);
        door.files().delete(door.path(), false);
    }

    /** How many files a path holds, itself included, counted up to a bound. */
    int count(String path) {
        if (!isFolder(path)) {
            return 1;
        }
        var door = door(path, false);
        return (int) door.files().walk(door.path(), COUNTED, true).stream()
                .filter(it -> it.kind() != Entry.Kind.DIR)
                .count();
    }

    private Door door(String path, boolean changes) {
        return WorkspacePath.outside(path)
                ? new Door(outside.files(path, changes), path)
                : new Door(workspace.files(), WorkspacePath.relative(path));
    }
}
