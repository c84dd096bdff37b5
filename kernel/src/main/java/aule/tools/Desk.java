package aule.tools;

import aule.kernel.ProjectId;
import aule.workspace.Beneath;
import aule.workspace.Entry;
import aule.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files of one project as tools see them: every path relative to the workspace, every access by its one door. */
final class Desk {

    /** Finds the desk of a project. */
    interface Room extends Function<ProjectId, Desk> {}

    /** How much of a file is read at once; larger ones are for commands. */
    static final int LARGEST = 16 << 20;

    private static final int COUNTED = 20_000;

    private final Workspace workspace;

    Desk(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Where it is on this machine; for the sandbox only. */
    Path folder() {
        return workspace.folder();
    }

    Optional<Entry> find(String path) {
        return files().find(WorkspacePath.relative(path));
    }

    /** The path as changes and receipts name it. */
    String name(String path) {
        return files().name(WorkspacePath.relative(path));
    }

    boolean isFolder(String path) {
        return find(path).map(it -> it.kind() == Entry.Kind.DIR).orElse(false);
    }

    List<Entry> list(String path, boolean hidden) {
        return files().list(WorkspacePath.relative(path), hidden);
    }

    byte[] read(String path) {
        return files().read(WorkspacePath.relative(path), 0, LARGEST);
    }

    void write(String path, byte[] bytes) {
        files().writeAtomically(WorkspacePath.relative(path), bytes);
    }

    void append(String path, byte[] bytes) {
        files().append(WorkspacePath.relative(path), bytes);
    }

    void mkdirs(String path) {
        files().mkdirs(WorkspacePath.relative(path));
    }

    void move(String from, String to) {
        files().move(WorkspacePath.relative(from), WorkspacePath.relative(to));
    }

    void delete(String path) {
        files().delete(WorkspacePath.relative(path), true);
    }

    /** How many files a path holds, itself included, counted up to a bound. */
    int count(String path) {
        var relative = WorkspacePath.relative(path);
        if (!isFolder(path)) {
            return 1;
        }
        return (int) files().walk(relative, COUNTED, true).stream()
                .filter(it -> it.kind() != Entry.Kind.DIR)
                .count();
    }

    private Beneath files() {
        return workspace.files();
    }
}
