package aule.gateway;

import aule.api.Answer;
import aule.schema.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * One open socket. Whoever sends waits until the line has taken the frame, so that nothing piles up here; a client that
 * takes nothing for too long is cut off, and nobody else notices.
 */
final class Line {

    /** Why the kernel ends a socket. */
    enum End {
        OVER(1000, "There is nothing more to tell."),
        STOPPING(1001, "The kernel stops; come back."),
        NOT_TEXT(1003, "Only text frames are read here."),
        BROKEN(1011, "Something broke inside the kernel; its log tells what."),
        UNKNOWN(4001, "Nobody is signed in on this socket any more."),
        TOO_SLOW(4008, "This client takes its events too slowly; come back with the last seq."),
        REPLACED(4009, "The same client id has opened a newer socket."),
        TOO_MANY(4029, "More commands in a minute than are answered.");

        private final int code;
        private final String reason;

        End(int code, String reason) {
            this.code = code;
            this.reason = reason;
        }
    }

    private final Session session;
    private final Credentials credentials;
    private final Duration patience;
    private final ReentrantLock sending = new ReentrantLock(true);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Answer.Feed> attached = ConcurrentHashMap.newKeySet();

    /** @param patience how long a frame may wait for the client to take it */
    Line(Session session, Credentials credentials, Duration patience) {
        this.session = session;
        this.credentials = credentials;
        this.patience = patience;
    }

    Credentials credentials() {
        return credentials;
    }

    boolean open() {
        return closed.getCount() > 0;
    }

    /** Returns when it has been closed or the time is over; whether it is closed. */
    boolean awaitClosed(Duration time) throws InterruptedException {
        return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Returns false when the frame did not get through and nothing will any more. */
    boolean send(Object frame) throws InterruptedException {
        var text = frame instanceof String it ? it : Json.wire().writeValueAsString(frame);
        if (!sending.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            end(End.TOO_SLOW);
            return false;
        }
        try {
            return open() && taken(text);
        } finally {
            sending.unlock();
        }
    }

    private boolean taken(String text) throws InterruptedException {
        var taken = new CompletableFuture<Boolean>();
        session.sendText(text, Callback.from(() -> taken.complete(true), taken::completeExceptionally));
        try {
            return taken.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stalled) {
            end(End.TOO_SLOW);
            return false;
        } catch (ExecutionException gone) {
            return false;
        }
    }

    void ping() {
        session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
    }

    /** Closes a feed with this socket; at once if it is closed already. */
    void attach(Answer.Feed feed) {
        attached.add(feed);
        if (!open()) {
            release();
        }
    }

    void detach(Answer.Feed feed) {
        attached.remove(feed);
    }

    int attached() {
        return attached.size();
    }

    /** Says why and closes; a client that does not take even that is disconnected. */
    void end(End why) {
        var _ = farewell(why);
    }

    /** The same; what is returned is complete when it has been said, or could not be. */
    CompletableFuture<Void> farewell(End why) {
        var told = new CompletableFuture<Void>();
        if (!open()) {
            told.complete(null);
            return told;
        }
        closed();
        session.close(why.code, why.reason, Callback.from(() -> told.complete(null), _ -> told.complete(null)));
        return told.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).exceptionally(_ -> {
            session.disconnect();
            return null;
        });
    }

    /** The client left, or nothing may be sent any more. */
    void closed() {
        closed.countDown();
        release();
    }

    private void release() {
        List.copyOf(attached).stream().filter(attached::remove).forEach(Answer.Feed::close);
    }
}
