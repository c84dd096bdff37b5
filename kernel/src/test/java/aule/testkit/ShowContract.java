package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.kernel.OrgId;
import aule.kernel.Transient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown while it happens, for every journal. A backend proves itself by extending this and adding nothing. */
@Timeout(60)
public abstract class ShowContract extends WithJournal {

    private static final Filter ALL = Filter.all(OrgId.LOCAL);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration NOW = Duration.ZERO;

    @Test
    void isMergedAndLosesNothing() throws Exception {
        journal().append(STREAM, ORIGIN, waiting(0, 1));
        try (var watcher = journal().watch(1, ALL)) {
            watcher.next(NOW);
            var text = "x".repeat(5_000);
            for (var offset = 0; offset < text.length(); offset++) {
                journal().show(piece(offset, "x"));
            }
            var pieces = pieces(watcher, text.length());

            assertThat(String.join("", pieces)).isEqualTo(text);
            assertThat(pieces).hasSizeLessThan(100);
        }
    }

    @Test
    void isThereForWhoComesLater() throws Exception {
        journal().append(STREAM, ORIGIN, waiting(0, 1));
        try (var first = journal().watch(1, ALL)) {
            first.next(NOW);
            journal().show(piece(0, "Hello, "));
            assertThat(pieces(first, 7)).isNotEmpty();
        }

        try (var late = journal().watch(0, Filter.stream(OrgId.LOCAL, STREAM))) {
            assertThat(late.next(SOON)).get().isInstanceOf(Notice.Durable.class);
            assertThat(late.next(SOON)).contains(new Notice.Passing(piece(0, "Hello, ")));
            journal().show(piece(7, "world"));
            assertThat(late.next(SOON)).contains(new Notice.Passing(piece(7, "world")));
        }
    }

    @Test
    void isForgottenOnceItsWholeIsDurable() throws Exception {
        journal().append(STREAM, ORIGIN, waiting(0, 1));
        try (var first = journal().watch(1, ALL)) {
            first.next(NOW);
            journal().show(piece(0, "Hello"));
            assertThat(pieces(first, 5)).isNotEmpty();
        }
        journal().shown(STREAM, "step-1");

        try (var late = journal().watch(1, ALL)) {
            assertThat(late.next(NOW)).isEmpty();
        }
    }

    @Test
    void keepsTheEndOfWhatIsLong() throws Exception {
        var length = 2 << 20;
        var chunk = "x".repeat(1 << 10);
        journal().append(STREAM, ORIGIN, waiting(0, 1));
        try (var first = journal().watch(1, ALL)) {
            first.next(NOW);
            for (var offset = 0; offset < length; offset += chunk.length()) {
                journal().show(piece(offset, chunk));
            }
            var last = passing(first);
            while (last.offset() + last.text().length() < length) {
                last = passing(first);
            }
        }

        try (var late = journal().watch(1, ALL)) {
            var kept = passing(late);
            assertThat(kept.offset() + kept.text().length()).isEqualTo(length);
            assertThat(kept.text()).hasSizeBetween(256 << 10, 320 << 10);
        }
    }

    @Test
    void beginsAnewWhenTheSourceDoes() throws Exception {
        journal().append(STREAM, ORIGIN, waiting(0, 1));
        try (var watcher = journal().watch(1, ALL)) {
            watcher.next(NOW);
            journal().show(piece(0, "first try"));
            assertThat(passing(watcher)).isEqualTo(piece(0, "first try"));
            journal().show(piece(0, "second"));

            assertThat(passing(watcher)).isEqualTo(piece(0, "second"));
        }
    }

    private static Transient piece(long offset, String text) {
        return new Transient(STREAM, Transient.Kind.MESSAGE_DELTA, "step-1", offset, text);
    }

    private static List<String> pieces(Subscription watcher, long length) throws InterruptedException {
        var pieces = new ArrayList<String>();
        for (var read = 0L; read < length; ) {
            var piece = passing(watcher);
            assertThat(piece.offset()).isEqualTo(read);
            pieces.add(piece.text());
            read += piece.text().length();
        }
        return pieces;
    }

    private static Transient passing(Subscription watcher) throws InterruptedException {
        return ((Notice.Passing) watcher.next(SOON).orElseThrow()).piece();
    }
}
