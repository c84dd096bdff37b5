package aule.api;

import aule.kernel.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler returns. */
public record Answer(int status, Map<String, String> headers, List<Cookie> cookies, Body body) {

    public Answer {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    /** What goes over the wire. */
    public sealed interface Body {

        /** Nothing. */
        record Empty() implements Body {}

        /** An object, written as JSON; a list is wrapped in one so that it can grow. */
        record Json(Object value) implements Body {}

        /** Text of some type, for example a page. */
        record Text(String contentType, String text) implements Body {}

        /** Bytes that support Range requests (RFC 9110 §14). */
        record Bytes(String contentType, long size, Source source) implements Body {}

        /** Server-sent events until the feed ends or the client leaves. */
        record Events(Feed feed) implements Body {}

        /** A WebSocket: what the feed tells goes out, each in a frame, and what comes in is heard. */
        record Socket(Feed feed, Hearer hearer) implements Body {}
    }

    /** Opens content at an offset. */
    @FunctionalInterface
    public interface Source {
        InputStream open(long offset) throws IOException;
    }

    /** Hears what the client of a socket says, one frame after the other. */
    @FunctionalInterface
    public interface Hearer {

        /**
         * @param principal who says it, known anew for each frame
         * @throws aule.kernel.AuleException if it cannot be done; the client is told, and the socket stays open
         */
        void hear(Principal principal, String frame);
    }

    /** A live sequence of events, pulled by one reader. It holds nothing before it is asked for the first. */
    public interface Feed extends AutoCloseable {

        /** The next event; empty when none came within the time. Blocks the calling virtual thread. */
        Optional<Frame> next(Duration patience) throws InterruptedException;

        /** Whether no event will come any more. */
        boolean ended();

        /** Whether that is so because the reader was too slow. */
        default boolean cutOff() {
            return false;
        }

        @Override
        void close();
    }

    /**
     * One server-sent event.
     *
     * @param id what {@code Last-Event-ID} should carry, null for an event that is not replayed
     */
    public record Frame(@Nullable String id, String event, Object data) {}

    /**
     * One cookie to set. Always host-only, HttpOnly, SameSite=Strict, path /.
     *
     * @param maxAge seconds; zero removes it
     */
    public record Cookie(String name, String value, long maxAge) {}

    public static Answer ok(Object value) {
        return new Answer(200, Map.of(), List.of(), new Body.Json(value));
    }

    public static Answer created(String location, Object value) {
        return new Answer(201, Map.of("Location", location), List.of(), new Body.Json(value));
    }

    /** Says that the work goes on, and where to watch it. */
    public static Answer accepted(String location, Object value) {
        return new Answer(202, Map.of("Location", location), List.of(), new Body.Json(value));
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), List.of(), new Body.Empty());
    }

    public static Answer redirect(String location) {
        return new Answer(303, Map.of("Location", location), List.of(), new Body.Empty());
    }

    public static Answer text(String contentType, String text) {
        return new Answer(200, Map.of(), List.of(), new Body.Text(contentType, text));
    }

    public static Answer bytes(String contentType, long size, Source source) {
        return new Answer(200, Map.of(), List.of(), new Body.Bytes(contentType, size, source));
    }

    /** Only for operations whose contract promises the status 101. */
    public static Answer socket(Feed feed, Hearer hearer) {
        return new Answer(101, Map.of(), List.of(), new Body.Socket(feed, hearer));
    }

    public static Answer events(Feed feed) {
        return new Answer(200, Map.of(), List.of(), new Body.Events(feed));
    }

    public Answer status(int code) {
        return new Answer(code, headers, cookies, body);
    }

    public Answer with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, cookies, body);
    }

    public Answer with(Cookie cookie) {
        return new Answer(status, headers, List.of(cookie), body);
    }
}
