package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.store.Database;
import aule.testkit.TempDatabase;
import aule.workspace.Undos.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept, for how long, and what is said of what is not. */
class SnapshotsTests extends WithUndos {

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace");
    }

    /** Every file counts as old, so that none is read twice without need. */
    @Override
    InstantSource looks() {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    }

    private Snapshots keeping(Duration age, long bytes) {
        return new Snapshots(
                new SqlCheckpoints(database()), room.checkpoints(), new Snapshots.Limits(age, bytes), clock);
    }

    private Checkpoint now(Checkpoint then) {
        return room.checkpoints().find(OrgId.LOCAL, then.id());
    }

    private Stretch now(Stretch then) {
        return new Stretch(now(then.before()), then.after());
    }

    private void noise(int seed) throws IOException {
        var bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        Files.write(folder.resolve("noise"), bytes);
    }

    @Test
    void whatIsTooOldGoesAndSaysSo() throws IOException {
        write("a", "1");
        var named = room.snapshots().make(BY, PROJECT, "good");
        call(() -> write("a", "2"));
        call(() -> write("a", "3"));
        var last = work.getLast().after();
        clock.advance(Duration.ofDays(2));
        keeping(Duration.ofDays(1), Long.MAX_VALUE).clear(BY, PROJECT);

        refused(ErrorCode.CONFLICT, () -> room.undos().preview(OrgId.LOCAL, one(now(work.get(1))), Wish.ALL));
        refused(
                ErrorCode.CONFLICT,
                () -> room.checkpoints().diff(OrgId.LOCAL, PROJECT, List.of(now(work.get(1))), 0, 9));
        assertThat(Objects.requireNonNull(now(work.get(1).before()).cleared()).reason())
                .isEqualTo("age");
        assertThat(room.checkpoints().present(BY, PROJECT, null, "")).isEqualTo(last);
        undo(room.undos().backTo(now(named)));
        assertThat(folder.resolve("a")).hasContent("1");
    }

    @Test
    void theOldestGoWhenItIsTooMuchAndTheDiskIsFreed() throws IOException {
        for (var seed = 0; seed < 8; seed++) {
            var it = seed;
            call(() -> noise(it));
        }
        var before = room.snapshots().keeping(PROJECT);
        assertThat(before.bytes()).isGreaterThan(8 * 300_000);
        keeping(Duration.ofDays(1), 1_000_000).clear(BY, PROJECT);
        var after = room.snapshots().keeping(PROJECT);

        assertThat(after.bytes()).isLessThan(1_000_000);
        assertThat(after.checkpoints()).isBetween(1, 4);
        undo(one(work.getLast()));
        assertThat(Objects.requireNonNull(now(work.getFirst().before()).cleared())
                        .reason())
                .isEqualTo("size");
    }

    @Test
    void whatWasOnlyLookedAtIsReadAgainWhenItWentWithTheRest() throws Exception {
        write("a", "1");
        var first = room.checkpoints().make(BY, PROJECT, null, "first");
        write("looked-at", "2");
        room.checkpoints().diff(first, 0, 10);
        call(() -> write("b", "1"));
        delete("looked-at");
        var last = room.checkpoints().make(BY, PROJECT, null, "last");
        write("looked-at", "2");
        room.checkpoints().diff(last, 0, 10);
        clock.advance(Duration.ofDays(2));
        keeping(Duration.ofDays(1), Long.MAX_VALUE).clear(BY, PROJECT);

        var now = room.checkpoints().make(BY, PROJECT, null, "now");
        var before = tree();
        delete("looked-at");
        undo(room.undos().backTo(now));
        assertThat(tree()).isEqualTo(before);
    }

    @Test
    void whatIsWithinTheLimitsStays() throws IOException {
        write("a", "1");
        call(() -> write("a", "2"));
        var before = room.snapshots().keeping(PROJECT);
        keeping(Duration.ofDays(1), Long.MAX_VALUE).clear(BY, PROJECT);

        assertThat(room.snapshots().keeping(PROJECT)).isEqualTo(before);
        undo(run());
        assertThat(folder.resolve("a")).hasContent("1");
    }
}
