package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import aule.kernel.SystemClock;
import aule.kernel.UserId;
import aule.testkit.CountingIds;
import aule.testkit.WithJournal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the door to checkpoints promises of those that are taken elsewhere, whatever database is behind it. */
abstract class TravellingCheckpointsContract extends WithJournal {

    static final ProjectId PROJECT = Projects.STANDARD;
    static final Principal ANA = new Principal(OrgId.LOCAL, new UserId("user-ana"), "Ana", Set.of());

    static final Journal.Origin BY =
            new Journal.Origin(OrgId.LOCAL, PROJECT, "user-ana", PROJECT.value(), null, Journal.NO_LEASE);

    @TempDir
    Path home;

    final CountingIds ids = new CountingIds();
    WorkspaceRoom room;
    Checkpoints checkpoints;
    Path folder;

    @BeforeEach
    void begin() {
        folder = home.resolve("projects/default");
        room = opened(journal());
        room.begin();
        checkpoints = room.checkpoints();
    }

    WorkspaceRoom opened(Journal journal) {
        return WorkspaceRoom.open(home, home, database(), journal, (_, _) -> OptionalInt.empty(), SystemClock.UTC, ids);
    }

    /** Goes on in the next life of the kernel. */
    void restart() {
        checkpoints = opened(reopened()).checkpoints();
    }

    static Patch patch(Change change) {
        return Objects.requireNonNull(change.patch());
    }

    Checkpoint make(String label) {
        return checkpoints.make(BY, PROJECT, null, label);
    }

    void write(String path, String content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    List<Event> events() {
        return journal().read(StreamId.of(PROJECT), 0, 1_000).stream()
                .map(Envelope::body)
                .toList();
    }

    static void refused(ErrorCode code, ThrowingCallable work) {
        assertThatExceptionOfType(AuleException.class).isThrownBy(work).matches(it -> it.code() == code, "is " + code);
    }

    @Nested
    class Travelling {

        private byte[] sent() throws IOException {
            write("a", "1");
            write("sub/.git/b", "2".repeat(3_000_000));
            var out = new ByteArrayOutputStream();
            checkpoints.send(make("then"), out);
            return out.toByteArray();
        }

        private Checkpoint receive(byte[] archive, ProjectId project) {
            return checkpoints.receive(BY, project, "from afar", new ByteArrayInputStream(archive));
        }

        @Test
        void bringsTheSameState() throws IOException {
            var archive = sent();
            var then = checkpoints.present(BY, PROJECT, null, "");
            var other = room.projects().create(ANA, "Other", "");
            var received = receive(archive, other.id());

            assertThat(received.tree()).isEqualTo(then.tree());
            assertThat(received.files()).isEqualTo(then.files());
            assertThat(received.bytes()).isEqualTo(then.bytes());
            assertThat(receive(archive, PROJECT).tree()).isEqualTo(then.tree());
            checkpoints.restore(BY, received.id(), List.of());
            assertThat(home.resolve("projects/other/sub/.git/b")).hasSize(3_000_000);
        }

        @Test
        void aChangedOrMissingByteIsRefused() throws IOException {
            var archive = sent();
            var other = room.projects().create(ANA, "Other", "").id();
            for (int at : new int[] {0, 20, 60, 80, archive.length / 2, archive.length - 1}) {
                var changed = archive.clone();
                changed[at] ^= 1;
                refused(ErrorCode.INVALID, () -> receive(changed, other));
                refused(ErrorCode.INVALID, () -> receive(Arrays.copyOf(archive, at), other));
            }
            assertThat(checkpoints.page(OrgId.LOCAL, other, Long.MAX_VALUE, 10)).isEmpty();
            assertThat(receive(archive, other).files()).isEqualTo(2);
        }

        @Test
        void namesThatLeadOutsideAreRefused() throws IOException {
            var other = room.projects().create(ANA, "Other", "").id();
            for (var name : List.of("..", ".", "a/b", "../../x", "")) {
                var archive = new ByteArrayOutputStream();
                new Shadow(PROJECT, home.resolve("hostile"), "ab").use(store -> {
                    ObjectId state;
                    try (var writer = store.write()) {
                        var file = writer.content(new byte[1], 1);
                        var tree = writer.folder(KeptFolder.encode(List.of(Kept.file(name, 0644, file))));
                        state = new KeptState(tree, List.of()).write(writer);
                        writer.keep();
                    }
                    Archive.send(store, state, archive);
                    return true;
                });
                refused(ErrorCode.INVALID, () -> receive(archive.toByteArray(), other));
            }
        }

        @Test
        void toNobodyIsRefused() {
            assertThatThrownBy(() -> receive(new byte[0], new ProjectId("proj-none")))
                    .isInstanceOf(AuleException.class);
        }
    }

    /** The name of the one pack there is. */
    String pack() throws IOException {
        try (var files = Files.newDirectoryStream(shadow(), "*.pack")) {
            return files.iterator().next().getFileName().toString();
        }
    }

    Path shadow() {
        return home.resolve("checkpoints").resolve(PROJECT + ".git");
    }
}
