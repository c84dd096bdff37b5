package aule.models.cards;

import aule.kernel.AuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A catalogue as a person keeps it. A change is noticed by time and size when somebody asks; a text that cannot be read
 * at all leaves the last good entries in force, and a file that is gone leaves none.
 */
public final class DeckFile {

    private static final Logger LOG = LoggerFactory.getLogger(DeckFile.class);

    private record Mark(FileTime modified, long size) {

        static final Mark GONE = new Mark(FileTime.fromMillis(0), -1);

        static Mark of(Path file) {
            try {
                return new Mark(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException _) {
                return GONE;
            }
        }
    }

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Mark seen;
    private volatile Deck deck = Deck.EMPTY;

    public DeckFile(Path file) {
        this.file = file;
    }

    Deck deck() {
        lock.lock();
        try {
            var mark = Mark.of(file);
            if (!mark.equals(seen)) {
                deck = mark.equals(Mark.GONE) ? Deck.EMPTY : read();
                seen = mark;
                deck.problems().forEach(it -> LOG.warn("{} What it says otherwise counts.", it));
            }
            return deck;
        } finally {
            lock.unlock();
        }
    }

    private Deck read() {
        var name = String.valueOf(file.getFileName());
        try {
            return new DeckReader(name).read(Files.readString(file));
        } catch (AuleException e) {
            return new Deck(deck.cards(), deck.quirks(), List.of(e.sentence()));
        } catch (IOException _) {
            return new Deck(deck.cards(), deck.quirks(), List.of("%s is not readable text.".formatted(name)));
        }
    }
}
