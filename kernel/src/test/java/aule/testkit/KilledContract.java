package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.dispatch.DispatchRoom.Settings;
import aule.dispatch.Limits;
import aule.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tasks when their kernel's process is killed. A backend extends this and adds nothing. */
@Timeout(120)
public abstract class KilledContract extends WithDispatch {

    private static final Settings WATCHFUL =
            new Settings("test", Limits.of(1_024), Duration.ofMillis(300), Duration.ofMillis(2));

    private String url = "";

    @TempDir
    private Path ledgers;

    /** The address of an empty database with dispatch's table. */
    protected abstract String url();

    @Override
    protected Database open() {
        url = url();
        return Database.open(url, List.of("dispatch"));
    }

    @Test
    void losesNothingThatWasSubmittedAtAnyInstant() throws IOException {
        var ledger = Files.createFile(ledgers.resolve("worked"));
        var random = new Random(4);
        var acknowledged = new HashSet<String>();
        for (var life = 0; life < 4; life++) {
            try (var killed = KilledKernel.start("test", url, ledger, "life-" + life + "-")) {
                acknowledged.addAll(killed.read(1 + random.nextInt(60)));
            }
        }

        working(worked::add);

        Awaiting.until("nothing is left", () -> rows() == 0);
        var seen = new HashSet<>(Files.readAllLines(ledger));
        seen.addAll(worked);
        assertThat(acknowledged).isNotEmpty();
        assertThat(seen).containsAll(acknowledged);
    }

    @Test
    void handsItsTasksToAnotherKernel() throws IOException {
        var ledger = Files.createFile(ledgers.resolve("worked"));
        reopen(WATCHFUL);
        Set<String> acknowledged;
        try (var killed = KilledKernel.start("other", url, ledger, KilledKernel.STUCK)) {
            acknowledged = killed.read(KilledKernel.FEW);
            Awaiting.until("it is at work on two", () -> lines(ledger) == 2);
        }

        working(worked::add);

        Awaiting.until("nothing is left", () -> worked.containsAll(acknowledged) && rows() == 0);
        assertThat(worked).doesNotHaveDuplicates();
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
