package aule.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/1.1 server on loopback whose answers are written piece by piece, the ugly ones too. */
public final class WireServer implements AutoCloseable {

    /** One request as it arrived; header names are in lower case. */
    public record Received(String method, String path, Map<String, String> headers, String body) {}

    /** Writes one answer. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Received request, Writing out) throws IOException;
    }

    private static final int CALLERS = 1_024; // who may knock at the same moment

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingDeque<Received> received;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private final Behaviour behaviour;

    public WireServer(Behaviour behaviour) {
        this(behaviour, Integer.MAX_VALUE);
    }

    /** @param remembered how many requests it keeps, the last ones */
    public WireServer(Behaviour behaviour, int remembered) {
        this.behaviour = behaviour;
        this.received = new LinkedBlockingDeque<>(remembered);
        try {
            listener = new ServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code http://127.0.0.1:port}. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** How often anybody connected at all. */
    public int connections() {
        return connections.get();
    }

    /** How many answers the other side closed before they had ended. */
    public int abandoned() {
        return abandoned.get();
    }

    /** How many connections are open. */
    public int open() {
        return open.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var request = read(new BufferedInputStream(socket.getInputStream()));
            remember(request);
            behaviour.answer(request, new Writing(socket));
        } catch (IOException e) {
            if (!listener.isClosed()) {
                abandoned.incrementAndGet();
            }
        } finally {
            open.remove(socket);
        }
    }

    private void remember(Received request) {
        while (!received.offerLast(request)) {
            received.pollFirst();
        }
    }

    private static Received read(InputStream in) throws IOException {
        var first = line(in).split(" ", 3);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("The request ended early.");
        }
        return new Received(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The request ended early.");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    /** The answering side of one connection. */
    public static final class Writing {

        private final Socket socket;

        Writing(Socket socket) {
            this.socket = socket;
        }

        /** Answers whole. */
        public void whole(int status, Map<String, String> headers, String body) throws IOException {
            whole(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }

        /** Answers whole with bytes that need not be text. */
        public void whole(int status, Map<String, String> headers, byte[] bytes) throws IOException {
            head(status, headers, "Content-Length: " + bytes.length);
            raw(bytes);
        }

        /** Begins a body of unknown length. */
        public void begin(int status, Map<String, String> headers) throws IOException {
            head(status, headers, "Transfer-Encoding: chunked");
        }

        public void chunk(byte[] bytes) throws IOException {
            var framed = new ByteArrayOutputStream();
            framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            framed.writeBytes(bytes);
            framed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            raw(framed.toByteArray());
        }

        public void end() throws IOException {
            raw("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }

        /** Sends bytes that belong to no answer, and ends. */
        public void noise(byte[] bytes) throws IOException {
            raw(bytes);
        }

        /** Drops the connection as a crashed peer would. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing until the other side leaves or the time is over. */
        public void stall(Duration atMost) throws IOException {
            socket.setSoTimeout((int) atMost.toMillis());
            if (socket.getInputStream().read() < 0) {
                throw new IOException("The other side left.");
            }
        }

        private void head(int status, Map<String, String> headers, String framing) throws IOException {
            var head =
                    new StringBuilder("HTTP/1.1 %d Scripted\r\nConnection: close\r\n%s\r\n".formatted(status, framing));
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            raw(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        }

        private void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }
    }
}
