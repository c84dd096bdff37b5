package aule.policy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.rules.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules as a person keeps them. A change is noticed by time and size when somebody asks; a file that is broken or
 * gone leaves the last good rules in force.
 */
final class PolicyFile {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);

    /** How a state of the file is told from another. */
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

    /**
     * The rules in force.
     *
     * @param problem why they are not what the file says now, empty if they are
     */
    record Current(RuleSet rules, String problem) {}

    private final Path file;
    private final Rules language;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Mark seen;
    private @Nullable Current current;

    PolicyFile(Path file, Rules language) {
        this.file = file;
        this.language = language;
    }

    /** Puts the first rules there on a fresh home. */
    void seed() {
        if (Files.notExists(file)) {
            try {
                var fresh = file.resolveSibling(file.getFileName() + ".new"); // half of the rules would be rules too
                Files.writeString(
                        fresh,
                        standard(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SYNC);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "The rules could not be written to '%s'; check that the disk has room and that this user may write there."
                                .formatted(file),
                        e);
            }
        }
    }

    Path file() {
        return file;
    }

    Current current() {
        lock.lock();
        try {
            var mark = Mark.of(file);
            var known = current;
            if (known == null || !mark.equals(seen)) {
                known = load(known);
                current = known;
                seen = mark;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Current load(@Nullable Current before) {
        try {
            return new Current(RuleSet.parse(Files.readString(file), language), "");
        } catch (AuleException e) {
            return kept(before, e.sentence());
        } catch (IOException _) {
            return kept(before, "The policy file is missing or is not readable text.");
        }
    }

    private Current kept(@Nullable Current before, String problem) {
        var which = before == null ? "first" : "last good";
        LOG.warn("{} The {} rules stay in force until policy.yaml is mended.", problem, which);
        var rules = before == null ? RuleSet.parse(standard(), language) : before.rules();
        return new Current(rules, problem);
    }

    private static String standard() {
        try (var text = PolicyFile.class.getResourceAsStream("/policy/default.yaml")) {
            if (text == null) {
                throw new IllegalStateException("The first rules are missing from the build; build it again.");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
