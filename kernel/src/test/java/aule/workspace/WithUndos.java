package aule.workspace;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.SystemClock;
import aule.testkit.CountingIds;
import aule.testkit.WithJournal;
import aule.workspace.Undos.Target;
import aule.workspace.Undos.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A workspace in which calls are made and taken back. */
abstract class WithUndos extends WithJournal {

    static final ProjectId PROJECT = Projects.STANDARD;
    static final RunId RUN = new RunId("run-1");

    static final Journal.Origin BY =
            new Journal.Origin(OrgId.LOCAL, PROJECT, "user-ana", PROJECT.value(), null, Journal.NO_LEASE);

    /** Something that is done to the files. */
    interface Deed {
        void run() throws IOException;
    }

    @TempDir
    Path home;

    final List<Stretch> work = new ArrayList<>();
    WorkspaceRoom room;
    Path folder;

    @BeforeEach
    void begin() {
        room = WorkspaceRoom.open(
                home, home, database(), journal(), (_, _) -> OptionalInt.empty(), looks(), new CountingIds());
        room.begin();
        folder = home.resolve("projects/default");
    }

    /** When the room believes it is as it looks at files. */
    InstantSource looks() {
        return SystemClock.UTC;
    }

    /** A call of the run. */
    Stretch call(Deed deed) throws IOException {
        var before = room.checkpoints().present(BY, PROJECT, RUN, "before");
        deed.run();
        var stretch = new Stretch(before, room.checkpoints().present(BY, PROJECT, RUN, "after"));
        work.add(stretch);
        return stretch;
    }

    Target run() {
        return new Target(PROJECT, RUN, null, null, work);
    }

    Target one(Stretch stretch) {
        return new Target(PROJECT, RUN, "call-1", null, List.of(stretch));
    }

    Undos.Done undo(Target target, Wish wish) {
        var plan = room.undos().preview(OrgId.LOCAL, target, wish);
        return room.undos().make(BY, target, wish, plan.token());
    }

    Undos.Done undo(Target target) {
        return undo(target, Wish.ALL);
    }

    Undos.Done redo(Undos.Done done) {
        return undo(room.undos().redo(OrgId.LOCAL, done.undo()));
    }

    Wish choosing(String path, Choice choice) {
        return new Wish(List.of(), Map.of(path, choice));
    }

    void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void delete(String path) throws IOException {
        try (var all = Files.walk(folder.resolve(path))) {
            for (var one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }

    /** Everything in the folder: kinds, permissions, contents and where links lead. */
    Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var one : all.skip(1).toList()) {
                tree.put(folder.relativize(one).toString(), form(one));
            }
        }
        return tree;
    }

    private static String form(Path one) throws IOException {
        if (Files.isSymbolicLink(one)) {
            return "link " + Files.readSymbolicLink(one);
        }
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(one, LinkOption.NOFOLLOW_LINKS));
        return mode + (Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS) ? " folder" : " " + Files.readString(one));
    }

    static void refused(ErrorCode code, ThrowingCallable deed) {
        assertThatExceptionOfType(AuleException.class).isThrownBy(deed).matches(it -> it.code() == code, "is " + code);
    }
}
