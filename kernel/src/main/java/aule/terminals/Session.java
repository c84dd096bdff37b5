package aule.terminals;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.TerminalId;
import aule.kernel.UserId;
import aule.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One shell in a terminal: what its screen said, who typed, and who looks on. */
final class Session {

    /** Whose it is and where it works; never changes. */
    record Card(
            TerminalId id,
            OrgId org,
            UserId owner,
            String ownerName,
            ProjectId project,
            String folder,
            Sandbox.Rung rung,
            Instant createdAt) {}

    /**
     * From here on somebody else typed, or a new line.
     *
     * @param number counts the marks of a terminal from 1
     * @param offset what had been said until then
     */
    record Mark(long number, long offset, Typist typist) {}

    /** How it ended. */
    record Ending(int exitCode, String reason) {}

    static final int SCROLLBACK = 1 << 20;
    private static final int MARKS = 2_000;
    /** A program that says more than this ahead of everybody who looks on is held for a while. */
    private static final int AHEAD = SCROLLBACK / 4;

    private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Card card;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Scrollback scrollback = new Scrollback(SCROLLBACK);
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final Keys keys = new Keys();
    private final Set<Screen> screens = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private Sandbox.@Nullable Terminal terminal;
    private String title;
    private boolean shared;
    private Sandbox.Size size;
    private long marked;
    private @Nullable Typist typist;
    private Instant usedAt;
    private String asked = "";
    private @Nullable Ending ending;

    Session(Card card, String title, boolean shared, Sandbox.Size size, InstantSource clock) {
        this.card = card;
        this.title = title;
        this.shared = shared;
        this.size = size;
        this.clock = clock;
        this.usedAt = card.createdAt();
    }

    Card card() {
        return card;
    }

    /** Its shell runs from now on. */
    void begin(Sandbox.Terminal shell) {
        locked(() -> terminal = shell);
    }

    /** Called by the one thread that reads the screen. */
    void said(String text) {
        lock.lock();
        try {
            holdBack();
            scrollback.add(text);
            usedAt = clock.instant();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who look on catch up, so that a long output is seen whole; nobody can hold a program for long. */
    private void holdBack() {
        var left = HELD_NANOS;
        try {
            while (left > 0 && asked.isEmpty() && ahead() > AHEAD) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private long ahead() {
        var front = screens.stream().mapToLong(Screen::at).max();
        return front.isPresent() ? scrollback.end() - front.getAsLong() : 0;
    }

    /**
     * Types on behalf of somebody. Returns how many lines were sent off.
     *
     * @throws AuleException with {@code CONFLICT} if the shell has ended or reads nothing
     */
    int type(Typist who, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        lock.lock();
        try {
            var shell = running();
            shell.type(text);
            if (Keys.written(text) && (keys.atStart() || !who.equals(typist))) {
                mark(who);
            }
            usedAt = clock.instant();
            changed.signalAll();
            return keys.typed(text);
        } finally {
            lock.unlock();
        }
    }

    private void mark(Typist who) {
        typist = who;
        marks.add(new Mark(++marked, scrollback.end(), who));
        if (marks.size() > MARKS) {
            marks.removeFirst();
        }
    }

    private Sandbox.Terminal running() {
        if (terminal == null || ending != null) {
            throw new AuleException(ErrorCode.CONFLICT, "This terminal has ended; open another.");
        }
        return terminal;
    }

    void resize(Sandbox.Size wanted) {
        locked(() -> {
            if (ending == null && terminal != null && !wanted.equals(size)) {
                size = wanted;
                terminal.resize(wanted);
                changed.signalAll();
            }
        });
    }

    void change(String newTitle, boolean newShared) {
        locked(() -> {
            title = newTitle;
            shared = newShared;
        });
    }

    /** Ends the shell for a reason, unless it is ending already. */
    void end(String reason) {
        var shell = read(() -> {
            asked = ending == null && asked.isEmpty() ? reason : asked;
            changed.signalAll();
            return Optional.ofNullable(terminal);
        });
        shell.ifPresent(Sandbox.Terminal::kill);
    }

    /** The shell is gone and that is written down. */
    void settled() {
        over.countDown();
    }

    /** The shell is gone. Returns how it ended. */
    Ending ended(Sandbox.Outcome outcome) {
        lock.lock();
        try {
            var limit = outcome.exitCode() == 0 || outcome.limit().equals("killed") ? "" : outcome.limit();
            var reason = asked.isEmpty() ? (limit.isEmpty() ? "exited" : limit) : asked;
            ending = new Ending(outcome.exitCode(), reason);
            changed.signalAll();
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end or the time; whether it has ended. */
    boolean awaitEnd(Duration time) throws InterruptedException {
        return over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    Optional<Ending> ending() {
        return read(() -> Optional.ofNullable(ending));
    }

    boolean shared() {
        return read(() -> shared);
    }

    String title() {
        return read(() -> title);
    }

    Sandbox.Size size() {
        return read(() -> size);
    }

    Instant usedAt() {
        return read(() -> usedAt);
    }

    /** What was typed of the line that is not sent off yet. */
    String typed() {
        return read(keys::line);
    }

    long said() {
        return read(scrollback::end);
    }

    /** What was said from an offset on, as far as it is still here; the newest part where that is too long. */
    Scrollback.Part newest(long offset, int longest) {
        return read(() -> {
            var from = scrollback.from(Math.max(offset, scrollback.end() - longest));
            return scrollback.part(from, scrollback.end(), longest);
        });
    }

    /** Waits until more was said than up to an offset, or it has ended; returns how much was said. */
    long awaitSaid(long offset, Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = time.toNanos();
            while (left > 0 && ending == null && scrollback.end() <= offset) {
                left = changed.awaitNanos(left);
            }
            return scrollback.end();
        } finally {
            lock.unlock();
        }
    }

    ReentrantLock lock() {
        return lock;
    }

    Condition changed() {
        return changed;
    }

    Scrollback scrollback() {
        return scrollback;
    }

    Set<Screen> screens() {
        return screens;
    }

    /** The first mark after a number. */
    Optional<Mark> markAfter(long number) {
        return marks.stream().filter(it -> it.number() > number).findFirst();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }
}
