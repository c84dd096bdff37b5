package aule.gateway;

import aule.api.Answer;
import aule.schema.Json;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Puts what a handler answered onto the wire. */
final class Answers {

    private static final String JSON = "application/json";
    private static final int CHUNK = 64 * 1024;
    private static final long LINGER = 2 * Intake.UPLOAD_LIMIT;

    private final EventPump pump;

    Answers(EventPump pump) {
        this.pump = pump;
    }

    void send(Context http, Answer answer) throws IOException {
        var response = http.res();
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        answer.cookies().forEach(it -> response.addHeader("Set-Cookie", text(it)));
        switch (answer.body()) {
            case Answer.Body.Empty() -> empty(response);
            case Answer.Body.Json(var value) -> send(http, JSON, Json.wire().writeValueAsBytes(value));
            case Answer.Body.Text(var type, var text) -> send(http, type, text.getBytes(StandardCharsets.UTF_8));
            case Answer.Body.Bytes bytes -> send(http, bytes);
            case Answer.Body.Events(var feed) -> pump.pump(response, feed);
            case Answer.Body.Socket(var feed, var _) -> {
                feed.close();
                response.setStatus(426);
                response.setHeader("Upgrade", "websocket");
                empty(response);
            }
        }
    }

    void send(Context http, Problem problem) throws IOException {
        var response = http.res();
        if (response.isCommitted()) {
            throw new EOFException("The answer had begun when it failed; it is cut off.");
        }
        response.setStatus(problem.status());
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"aule\"");
        }
        var unread = brings(http) && !http.req().getInputStream().isFinished();
        if (unread) {
            response.setHeader("Connection", "close");
        }
        send(http, Problem.CONTENT_TYPE, Json.wire().writeValueAsBytes(problem));
        if (unread) {
            linger(http);
        }
    }

    private static boolean brings(Context http) {
        return http.req().getContentLengthLong() > 0 || http.header("Transfer-Encoding") != null;
    }

    /** A client that is still sending would lose the answer if the line were cut under it. */
    private static void linger(Context http) throws IOException {
        var buffer = new byte[CHUNK];
        var content = http.req().getInputStream();
        for (var left = LINGER; left > 0; ) {
            var read = content.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static void empty(HttpServletResponse response) throws IOException {
        response.setContentType(null);
        response.flushBuffer();
    }

    private static void send(Context http, String type, byte[] content) throws IOException {
        http.res().setContentType(type);
        http.res().setContentLengthLong(content.length);
        if (!isHead(http)) {
            http.res().getOutputStream().write(content);
        }
        http.res().flushBuffer();
    }

    private static void send(Context http, Answer.Body.Bytes bytes) throws IOException {
        var response = http.res();
        response.setContentType(bytes.contentType());
        response.setHeader("Accept-Ranges", "bytes");
        if (unchanged(http)) {
            response.setStatus(304);
            empty(response);
            return;
        }
        switch (range(http, bytes.size())) {
            case Ranges.Whole() -> copy(http, bytes, 0, bytes.size());
            case Ranges.Part(var first, var last) -> {
                response.setStatus(206);
                response.setHeader("Content-Range", "bytes %d-%d/%d".formatted(first, last, bytes.size()));
                copy(http, bytes, first, last - first + 1);
            }
            case Ranges.Beyond() -> {
                response.setStatus(416);
                response.setHeader("Content-Range", "bytes */" + bytes.size());
                empty(response);
            }
        }
    }

    /** Without a status of its own an answer may be a part, unless the client's copy is of something else. */
    private static Ranges range(Context http, long size) {
        var condition = http.header("If-Range");
        var fits = condition == null || condition.equals(http.res().getHeader("ETag"));
        return fits && http.res().getStatus() == 200 ? Ranges.read(http.header("Range"), size) : new Ranges.Whole();
    }

    private static boolean unchanged(Context http) {
        var etag = http.res().getHeader("ETag");
        return etag != null && etag.equals(http.header("If-None-Match"));
    }

    private static void copy(Context http, Answer.Body.Bytes bytes, long offset, long count) throws IOException {
        http.res().setContentLengthLong(count);
        if (!isHead(http)) {
            try (var content = bytes.source().open(offset)) {
                copy(content, http.res(), count);
            }
        }
        http.res().flushBuffer();
    }

    private static void copy(InputStream content, HttpServletResponse response, long count) throws IOException {
        var buffer = new byte[(int) Math.min(CHUNK, Math.max(1, count))];
        var out = response.getOutputStream();
        for (var left = count; left > 0; ) {
            var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("The content became shorter while it was sent.");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static boolean isHead(Context http) {
        return http.req().getMethod().equals("HEAD");
    }

    private static String text(Answer.Cookie cookie) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict"
                .formatted(cookie.name(), cookie.value(), cookie.maxAge());
    }
}
