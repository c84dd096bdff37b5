package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** The client behind one wall, with connections of its own. Nothing is asked twice: a question may cost money. */
final class Line implements AutoCloseable {

    private static final int CONNECT_SECONDS = 10;
    private static final int KEPT_CONNECTIONS = 64;
    private static final int KEPT_SECONDS = 60;

    /** Somebody is there, and says nothing in time. */
    static final class Late extends IOException {

        private static final long serialVersionUID = 1L;

        Late(IOException cause) {
            super("No answer in time.", cause);
        }
    }

    private final Wall wall;
    private final OkHttpClient client;

    Line(Wall wall) {
        this.wall = wall;
        client = new OkHttpClient.Builder()
                .dns(wall)
                .socketFactory(wall)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .fastFallback(false)
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .connectionPool(new ConnectionPool(KEPT_CONNECTIONS, KEPT_SECONDS, TimeUnit.SECONDS))
                .build();
    }

    Wall wall() {
        return wall;
    }

    /** Returns when the status and headers are there. */
    Incoming send(Outgoing request, Origin origin, Passing passing) throws IOException, InterruptedException {
        var call = client.newCall(built(request));
        var patience = new Cutting(call);
        patience.timeout(request.patience().headers().toNanos(), TimeUnit.NANOSECONDS);
        patience.enter();
        try {
            var answer = call.execute();
            patience.exit();
            var pieces = new Pieces(call, answer.body(), request.patience(), origin, passing);
            return new Incoming(origin, answer.code(), answer.headers(), pieces);
        } catch (IOException e) {
            var late = patience.exit();
            if (Thread.interrupted()) {
                throw new InterruptedException("A request was interrupted.");
            }
            throw late ? new Late(e) : e;
        }
    }

    /** Ends a call that takes too long to begin its answer. */
    private static final class Cutting extends AsyncTimeout {

        private final Call call;

        Cutting(Call call) {
            this.call = call;
        }

        @Override
        protected void timedOut() {
            call.cancel();
        }
    }

    private static Request built(Outgoing request) {
        var builder = new Request.Builder()
                .url(request.uri().toString())
                .header("User-Agent", "Aule")
                .header("Accept-Encoding", "identity")
                .method(request.method(), body(request));
        request.headers().forEach((name, value) -> setHeader(builder, name, value));
        return builder.build();
    }

    private static @Nullable RequestBody body(Outgoing request) {
        return request.method().equals("GET")
                ? null
                : new Once(request.body().getBytes(StandardCharsets.UTF_8), request.left());
    }

    /** Keeps the value out of the sentence: it may be a secret. */
    private static void setHeader(Request.Builder builder, String name, String value) {
        try {
            builder.header(name, value);
        } catch (IllegalArgumentException _) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The value of the header '%s' holds characters that HTTP forbids; check what was pasted."
                            .formatted(name));
        }
    }

    @Override
    public void close() {
        try {
            wall.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
