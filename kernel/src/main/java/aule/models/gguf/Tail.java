package aule.models.gguf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** The last lines that an engine printed, in which llama.cpp says why it fails. */
final class Tail {

    private static final int LINES = 60;
    private static final int LONGEST = 2_000;

    /** How long the reason may come after the refusal. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private static final Pattern REASON = Pattern.compile(
            ".*?((?:error loading model|unknown model architecture|failed to |unable to |GGML_ASSERT|ggml_abort).*)");

    private final Deque<String> lines = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private boolean ended;

    /** Reads until the stream ends. */
    void follow(InputStream printed) {
        try (var reader = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
            }
        } catch (IOException _) {
            keep("");
        } finally {
            end();
        }
    }

    private void keep(String line) {
        lock.lock();
        try {
            lines.addLast(line);
            if (lines.size() > LINES) {
                lines.removeFirst();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What llama.cpp gives as its reason, if it gives one soon. */
    Optional<String> reason() throws InterruptedException {
        lock.lock();
        try {
            var left = LATE.toNanos();
            while (told().isEmpty() && !ended && left > 0) {
                left = more.awaitNanos(left);
            }
            return told();
        } finally {
            lock.unlock();
        }
    }

    /** The first reason is the cause; the others follow from it. */
    private Optional<String> told() {
        return lines.stream()
                .map(REASON::matcher)
                .filter(it -> it.matches())
                .map(it -> it.group(1).strip())
                .findFirst();
    }
}
