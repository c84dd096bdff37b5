package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import aule.kernel.CheckpointEvent;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.StreamId;
import aule.workspace.Undos.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What taking back promises, whatever database is behind it. */
abstract class UndosContract extends WithUndos {

    @Test
    void aRunIsTakenBackAndBroughtAgain() throws IOException {
        write("kept", "as it is");
        write("a", "one");
        write("gone/deep", "here");
        var before = tree();
        call(() -> write("a", "two"));
        call(() -> delete("gone"));
        call(() -> write("fresh/in/here", "new"));
        call(() -> write("a", "three"));
        var after = tree();

        var undone = undo(run());
        assertThat(tree()).isEqualTo(before);
        assertThat(undone.untouched()).isEmpty();
        assertThat(undone.undo().changed()).isEqualTo(undone.plan().changed()).isEqualTo(6);
        var redone = redo(undone);
        assertThat(tree()).isEqualTo(after);
        assertThat(redone.undo().undone()).isEqualTo(undone.undo().id());
        redo(redone);
        assertThat(tree()).isEqualTo(before);
        assertThat(room.undos().page(OrgId.LOCAL, PROJECT, Optional.of(RUN), Long.MAX_VALUE, 10))
                .hasSize(3);
    }

    @Test
    void itIsToldInTheJournal() throws IOException {
        call(() -> write("a", "1"));
        var done = undo(run(), new Wish(List.of("a"), Map.of())).undo();

        assertThat(journal().read(StreamId.of(PROJECT), 0, 100))
                .last()
                .extracting(Envelope::body)
                .isEqualTo(new CheckpointEvent.Undone(
                        done.after(), PROJECT, done.id(), RUN, null, null, List.of("a"), done.before(), 1, 0));
        assertThat(room.undos().find(OrgId.LOCAL, PROJECT, done.id())).isEqualTo(done);
    }

    @Test
    void oneCallAloneIsTakenBack() throws IOException {
        write("a", "1");
        var first = call(() -> write("a", "2"));
        call(() -> write("b", "1"));
        undo(one(first));

        assertThat(folder.resolve("a")).hasContent("1");
        assertThat(folder.resolve("b")).hasContent("1");
    }

    @Test
    void oneFileAloneIsTakenBackWithTheFoldersItWasIn() throws IOException {
        write("deep/down/a", "1");
        write("b", "1");
        call(() -> delete("deep"));
        call(() -> write("b", "2"));
        undo(run(), new Wish(List.of("deep/down/a"), Map.of()));

        assertThat(folder.resolve("deep/down/a")).hasContent("1");
        assertThat(folder.resolve("b")).hasContent("2");
    }

    @Test
    void aLaterChangeElsewhereInTheTextIsMerged() throws IOException {
        write("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        call(() -> write("a", "one\n2\n3\n4\n5\n6\n7\n8\n9\n"));
        write("a", "one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
        var done = undo(run());

        assertThat(folder.resolve("a")).hasContent("1\n2\n3\n4\n5\n6\n7\n8\nnine\n");
        assertThat(done.plan().conflicts()).isOne();
        assertThat(done.plan().items().getFirst().choice()).isEqualTo(Choice.MERGE);
        redo(done);
        assertThat(folder.resolve("a")).hasContent("one\n2\n3\n4\n5\n6\n7\n8\nnine\n");
    }

    @Test
    void aLaterChangeOfTheSameStaysUnlessThePersonSaysOtherwise() throws IOException {
        write("a", "1\n");
        call(() -> write("a", "2\n"));
        call(() -> write("b", "new"));
        write("a", "3\n");
        var plan = room.undos().preview(OrgId.LOCAL, run(), Wish.ALL);

        assertThat(plan.items()).hasSize(2);
        assertThat(plan.items().getFirst().choice()).isEqualTo(Choice.MINE);
        assertThat(plan.items().getFirst().stays()).isTrue();
        assertThat(plan.items().getFirst().merged()).isNull();
        assertThat(plan.items().getFirst().old()).isNotNull();
        var kept = undo(run());
        assertThat(kept.undo().kept()).isOne();
        assertThat(folder.resolve("a")).hasContent("3\n");
        assertThat(folder.resolve("b")).doesNotExist();
        redo(kept);
        var old = choosing("a", Choice.OLD);
        room.undos().make(BY, run(), old, plan.token());
        assertThat(folder.resolve("a")).hasContent("1\n");
    }

    @Test
    void aChangeBetweenTwoCallsIsNobodysButTheirs() throws IOException {
        write("a", "1\n\n\n\n\n\n\n9\n");
        call(() -> write("a", "one\n\n\n\n\n\n\n9\n"));
        write("a", "one\n\n\n\n\n\n\nby hand\n");
        call(() -> write("a", "uno\n\n\n\n\n\n\nby hand\n"));
        undo(run());

        assertThat(folder.resolve("a")).hasContent("1\n\n\n\n\n\n\nby hand\n");
    }

    @Test
    void aFolderWithSomethingNewInItStays() throws IOException {
        call(() -> write("made/a", "1"));
        write("made/mine", "by hand");
        var plan = room.undos().preview(OrgId.LOCAL, run(), Wish.ALL);

        assertThat(plan.items()).anySatisfy(it -> {
            assertThat(it.path()).isEqualTo("made");
            assertThat(it.reason()).isEqualTo(Untouched.Reason.NOT_EMPTY);
        });
        var done = undo(run());
        assertThat(done.untouched()).isEmpty();
        assertThat(tree().keySet()).containsExactly("made", "made/mine");
    }

    @Test
    void whatTurnedIntoAnotherThingMeanwhileBlocksWhatWasInIt() throws IOException {
        write("x/in", "1");
        call(() -> delete("x"));
        write("x", "a file by hand");
        call(() -> write("other", "1"));
        var done = undo(run());

        assertThat(folder.resolve("x")).hasContent("a file by hand");
        assertThat(folder.resolve("other")).doesNotExist();
        assertThat(done.plan().items()).anyMatch(it -> it.reason() == Untouched.Reason.BLOCKED);
    }

    @Test
    void thePreviewHoldsUntilSomebodyChangesWhatItIsAbout() throws IOException {
        call(() -> write("a", "1"));
        var plan = room.undos().preview(OrgId.LOCAL, run(), Wish.ALL);
        write("elsewhere", "1");
        assertThat(room.undos().preview(OrgId.LOCAL, run(), Wish.ALL).token()).isEqualTo(plan.token());
        write("a", "2");

        refused(ErrorCode.STALE_REVISION, () -> room.undos().make(BY, run(), Wish.ALL, plan.token()));
        assertThat(folder.resolve("a")).hasContent("2");
    }

    @Test
    void nothingToUndoIsSaid() throws IOException {
        call(() -> write("a", "1"));
        undo(run());

        refused(ErrorCode.CONFLICT, () -> room.undos().make(BY, run(), Wish.ALL, null));
    }

    @Test
    void everythingSinceAMomentIsTakenBackWhoeverDidIt() throws IOException {
        write("a", "1");
        var then = room.checkpoints().make(BY, PROJECT, null, "then");
        var before = tree();
        clock.advance(Duration.ofMinutes(1));
        call(() -> write("a", "2"));
        write("b", "by hand");
        undo(room.undos().backTo(room.checkpoints().at(OrgId.LOCAL, PROJECT, then.madeAt())));

        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void whatOthersChangedMeanwhileIsNotTheCalls() throws IOException {
        var whole = call(() -> {
            write("mine/a", "1");
            write("theirs", "1");
        });
        undo(one(new Stretch(whole.before(), whole.after(), List.of("mine/a"))));

        assertThat(tree().keySet()).containsExactly("theirs");
    }

    @Test
    void itWaitsForNoCallForEver() throws Exception {
        call(() -> write("a", "1"));
        var locks = new ProjectLocks(Duration.ofMillis(50));
        try (var _ = locks.among(PROJECT)) {
            var other = Thread.ofVirtual()
                    .unstarted(() -> refused(
                            ErrorCode.CONFLICT, () -> locks.alone(PROJECT).close()));
            var failure = new ArrayList<Throwable>();
            other.setUncaughtExceptionHandler((_, e) -> failure.add(e));
            other.start();
            other.join();
            assertThat(failure).isEmpty();
        }
        locks.alone(PROJECT).close();
    }

    @Test
    void aMovedFileIsOneChange() throws IOException {
        write("old/name.txt", "line\n".repeat(40) + "end\n");
        write("same", "same\n");
        call(() -> {
            write("new/name.txt", "line\n".repeat(40) + "END\n");
            delete("old");
            Files.move(folder.resolve("same"), folder.resolve("moved"));
        });
        var changes = room.checkpoints().diff(OrgId.LOCAL, PROJECT, work, 0, 50).changes();

        assertThat(changes)
                .filteredOn(it -> it.kind() == Change.Kind.RENAMED)
                .extracting(Change::path, Change::from)
                .containsExactly(tuple("moved", "same"), tuple("new/name.txt", "old/name.txt"));
        assertThat(changes)
                .filteredOn(it -> it.path().equals("new/name.txt"))
                .singleElement()
                .satisfies(it ->
                        assertThat(text(it)).contains("--- a/old/name.txt", "+++ b/new/name.txt", "-end", "+END"));
    }

    @Test
    void severalChangesOfOnePathAreOne() throws IOException {
        write("a", "1\n");
        call(() -> write("a", "2\n"));
        call(() -> write("b", "1\n"));
        call(() -> write("a", "3\n"));
        call(() -> delete("b"));
        var diff = room.checkpoints().diff(OrgId.LOCAL, PROJECT, work, 0, 50);

        assertThat(diff.total()).isOne();
        assertThat(text(diff.changes().getFirst())).contains("-1", "+3");
    }

    private static String text(Change change) {
        return Objects.requireNonNull(change.patch()).text();
    }
}
