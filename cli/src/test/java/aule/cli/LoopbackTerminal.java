package aule.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A kernel with one terminal: real HTTP and real WebSocket frames (RFC 6455) on the loopback, said by the test. */
final class LoopbackTerminal implements AutoCloseable {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> lines = new LinkedBlockingQueue<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();

    LoopbackTerminal(Path home) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Files.writeString(home.resolve("owner.token"), "the-owner\n");
        Files.writeString(
                home.resolve("kernel.json"),
                "{\"pid\":%d,\"port\":%d,\"host\":\"127.0.0.1\"}"
                        .formatted(ProcessHandle.current().pid(), server.getLocalPort()));
        Thread.ofVirtual().start(this::serve);
    }

    /** The next connection of the client to the terminal. */
    Socket line() throws InterruptedException {
        Socket line = lines.poll(30, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("Nobody came.");
        }
        return line;
    }

    /** What the client says next. */
    JsonNode frame() throws InterruptedException {
        JsonNode frame = frames.poll(30, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("The client said nothing.");
        }
        return frame;
    }

    static void say(Socket line, String json) throws IOException {
        byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        OutputStream out = line.getOutputStream();
        out.write(0x81);
        if (text.length < 126) {
            out.write(text.length);
        } else {
            out.write(new byte[] {126, (byte) (text.length >> 8), (byte) text.length});
        }
        out.write(text);
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket client) {
        try {
            InputStream in = client.getInputStream();
            String request = line(in);
            String key = "";
            int length = 0;
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String[] parts = header.split(": ", 2);
                key = parts[0].equalsIgnoreCase("Sec-WebSocket-Key") ? parts[1] : key;
                length = parts[0].equalsIgnoreCase("Content-Length") ? Integer.parseInt(parts[1]) : length;
            }
            requests.add(request.replace(" HTTP/1.1", ""));
            if (key.isEmpty()) {
                bodies.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                plain(client, request);
            } else {
                upgrade(client, key);
                hear(new DataInputStream(in));
            }
        } catch (IOException | GeneralSecurityException gone) {
            return; // the client left, which is its right
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private static void plain(Socket client, String request) throws IOException {
        String body = request.startsWith("POST")
                ? "{\"id\":\"term-1\"}"
                : "{\"terminals\":[{\"id\":\"term-7\",\"status\":\"running\",\"mine\":true,\"title\":\"build\"}]}";
        client.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(body.length(), body)
                        .getBytes(StandardCharsets.UTF_8));
        client.close();
    }

    private void upgrade(Socket client, String key) throws IOException, GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.UTF_8));
        client.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        lines.add(client);
    }

    /** Text frames of a client, which are masked. */
    private void hear(DataInputStream in) throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            int real = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] bytes = in.readNBytes(real);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] ^= mask[at % 4];
            }
            if (kind == 1) {
                frames.add(Json.parse(new String(bytes, StandardCharsets.UTF_8)));
            }
        }
    }
}
