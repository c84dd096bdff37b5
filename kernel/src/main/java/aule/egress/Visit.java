package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection from a sandbox: its requests, one after the other, each over a connection of its own to the outside. */
final class Visit implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 300_000;
    private static final Duration HALF_CLOSED = Duration.ofSeconds(60);
    private static final int DRAINED = 1 << 20;
    private static final String CHUNKED = "chunked";
    private static final Pattern ADDRESS = Pattern.compile("(?i:http)://(?<place>[^/?#]+)(?<path>[^#]*)(#.*)?");

    private final Wall wall;
    private final Gatekeeper gatekeeper;
    private final InstantSource clock;
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private volatile @Nullable Socket there;
    private boolean begun;

    Visit(Wall wall, Gatekeeper gatekeeper, InstantSource clock, SocketChannel channel) {
        this.wall = wall;
        this.gatekeeper = gatekeeper;
        this.clock = clock;
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel));
    }

    /** Serves until the client leaves, or says something after which nothing can be understood. */
    void serve() throws IOException {
        try {
            for (var head = Head.read(in); head != null; head = Head.read(in)) {
                if (!answered(head)) {
                    return;
                }
            }
        } catch (AuleException e) {
            refuse(e);
        }
    }

    /** Whether another request may follow. */
    private boolean answered(Head head) throws IOException {
        var words = head.first().split(" ", -1);
        if (words.length != 3 || !words[0].matches("[A-Za-z-]{1,20}") || !words[2].matches("HTTP/1\\.[01]")) {
            throw Head.unclear("The request has no proper first line.");
        }
        if (words[0].equals("CONNECT")) {
            tunnel(Target.tunnel(words[1]));
            return false;
        }
        var address = ADDRESS.matcher(words[1]);
        if (!address.matches()) {
            throw Head.unclear("The proxy takes absolute http addresses, and CONNECT for everything else.");
        }
        var target = Target.http(words[0], address.group("place"));
        var path = address.group("path");
        return forward(head, new Asked(target, path.startsWith("/") ? path : "/" + path), words[2].endsWith("1"));
    }

    /** A request without what is only meant for the proxy. */
    private record Asked(Target target, String path) {}

    private void tunnel(Target target) throws IOException {
        var passing = new Passing(target, gatekeeper, clock);
        try (var there = connected(target, passing)) {
            out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var upwards = Thread.ofVirtual().name("egress-up").start(() -> sendUp(there, passing));
            try {
                passing.carry(there.getInputStream(), out, false);
                channel.shutdownOutput();
                upwards.join(HALF_CLOSED);
                passing.allowed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } catch (IOException e) {
            passing.broke(e);
        }
    }

    /** What breaks here breaks the other way, too. */
    private void sendUp(Socket there, Passing passing) {
        try {
            passing.carry(in, there.getOutputStream(), true);
            there.shutdownOutput();
        } catch (IOException e) {
            if (e instanceof Passing.Spent) {
                passing.broke(e);
            }
            close(there);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more, and that was wanted
        }
    }

    private boolean forward(Head head, Asked asked, boolean modern) throws IOException {
        var passing = new Passing(asked.target(), gatekeeper, clock);
        var whole = new AtomicBoolean();
        begun = false;
        var body = head.body().orElse(new Head.Body.Empty());
        try (var there = connected(asked.target(), passing)) {
            if (head.says("expect", "100-continue") && !(body instanceof Head.Body.Empty)) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            var upwards = Thread.ofVirtual()
                    .name("egress-up")
                    .start(() -> whole.set(sent(there, passing, head, asked, body)));
            var goesOn = received(there, passing, asked.target().method(), modern) && !head.says("connection", "close");
            close(there);
            upwards.join();
            passing.allowed();
            return goesOn && whole.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            passing.broke(e);
            if (!begun) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE, "%s gave no proper answer.".formatted(asked.target()), e);
            }
            return false;
        }
    }

    /** Whether all of it could be sent. */
    private boolean sent(Socket there, Passing passing, Head head, Asked asked, Head.Body body) {
        try {
            var up = new BufferedOutputStream(there.getOutputStream());
            var bytes =
                    Head.bytes(asked.target().method() + " " + asked.path() + " HTTP/1.1", fields(head, asked, body));
            passing.up(up, bytes, bytes.length);
            switch (body) {
                case Head.Body.Counted(var length) -> passing.carry(in, up, length, true);
                case Head.Body.Chunked() -> passing.carryChunks(in, up, true);
                case Head.Body.Empty() -> up.flush();
                case Head.Body.UntilEnd() -> up.flush();
            }
            return true;
        } catch (IOException | AuleException e) {
            if (e instanceof Passing.Spent spent) {
                passing.broke(spent);
                close(there);
            } // otherwise the other end may answer before it has heard everything, and its answer counts
            return false;
        }
    }

    private static List<Head.Field> fields(Head head, Asked asked, Head.Body body) {
        var fields = new ArrayList<Head.Field>();
        fields.add(new Head.Field("Host", asked.target().authority()));
        head.endToEnd().stream()
                .filter(it -> !it.name().equalsIgnoreCase("host"))
                .forEach(fields::add);
        if (!(body instanceof Head.Body.Empty) || !head.values("content-length").isEmpty()) {
            framing(body, fields);
        }
        fields.add(new Head.Field("Connection", "close"));
        return fields;
    }

    private static void framing(Head.Body body, List<Head.Field> fields) {
        switch (body) {
            case Head.Body.Counted(var length) -> fields.add(new Head.Field("Content-Length", Long.toString(length)));
            case Head.Body.Chunked() -> fields.add(new Head.Field("Transfer-Encoding", CHUNKED));
            case Head.Body.Empty() -> fields.add(new Head.Field("Content-Length", "0"));
            case Head.Body.UntilEnd() -> {
                // the end of the connection says it
            }
        }
    }

    private boolean received(Socket there, Passing passing, String method, boolean modern) throws IOException {
        try {
            return receive(there, passing, method, modern);
        } catch (AuleException e) {
            throw new IOException("The other end gave no proper answer.", e);
        }
    }

    /** Whether the client can tell where the answer ended. */
    private boolean receive(Socket there, Passing passing, String method, boolean modern) throws IOException {
        var from = new BufferedInputStream(there.getInputStream());
        var head = Head.read(from);
        while (head != null
                && head.first().matches("HTTP/1\\.[01] 1\\d\\d.*")
                && !head.first().startsWith("101", 9)) {
            head = Head.read(from);
        }
        if (head == null || !head.first().matches("HTTP/1\\.[01] [2-5]\\d\\d( .*)?")) {
            throw new IOException("The other end gave no proper answer.");
        }
        var status = Integer.parseInt(head.first().substring(9, 12));
        var none = method.equals("HEAD") || status == 204 || status == 304;
        var body = none ? new Head.Body.Empty() : head.body().orElse(new Head.Body.UntilEnd());
        begun = true;
        var sent = answerHead(head, body, none, modern);
        passing.down(out, sent, sent.length);
        switch (body) {
            case Head.Body.Empty() -> out.flush();
            case Head.Body.Counted(var length) -> passing.carry(from, out, length, false);
            case Head.Body.Chunked() when modern -> passing.carryChunks(from, out, false);
            case Head.Body.UntilEnd() when modern -> passing.carryAsChunks(from, out);
            case Head.Body.Chunked() -> throw new IOException("An old client cannot read a body in chunks.");
            case Head.Body.UntilEnd() -> passing.carry(from, out, false);
        }
        return modern;
    }

    private static byte[] answerHead(Head head, Head.Body body, boolean none, boolean modern) {
        var fields = new ArrayList<>(head.endToEnd());
        if (none) {
            head.values("content-length").forEach(it -> fields.add(new Head.Field("Content-Length", it)));
        } else if (body instanceof Head.Body.UntilEnd && modern) {
            framing(new Head.Body.Chunked(), fields);
        } else {
            framing(body, fields);
        }
        if (!modern) {
            fields.add(new Head.Field("Connection", "close"));
        }
        return Head.bytes("HTTP/1.1" + head.first().substring(8), fields);
    }

    /** The name is looked up once, and the connection goes to one of the addresses that were looked at then. */
    private Socket connected(Target target, Passing passing) throws IOException {
        if (gatekeeper.rule(target) instanceof Gatekeeper.Ruling.Closed(var code, var sentence)) {
            throw passing.refusal(code, sentence);
        }
        List<InetAddress> addresses;
        try {
            target.check();
            addresses = wall.lookup(target.host());
        } catch (AuleException e) {
            throw passing.refusal(e.code(), e.sentence());
        } catch (Wall.Denied e) {
            throw passing.refusal(ErrorCode.EGRESS_DENIED, String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            throw missing(passing, "No address is known for the host '%s'.".formatted(target.host()), e);
        }
        IOException last = new UnknownHostException(target.host());
        for (var address : addresses) {
            var socket = wall.createSocket();
            try {
                socket.connect(new InetSocketAddress(address, target.port()), CONNECT_MILLIS);
                socket.setSoTimeout(SILENCE_MILLIS);
                there = socket;
                if (!channel.isOpen()) {
                    socket.close();
                }
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw missing(passing, "%s cannot be reached.".formatted(target), last);
    }

    private static AuleException missing(Passing passing, String sentence, IOException cause) {
        passing.failed(sentence);
        return new AuleException(ErrorCode.UNAVAILABLE, sentence, cause);
    }

    private void refuse(AuleException refusal) throws IOException {
        var text = (refusal.code().wire() + ": " + refusal.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
        var status =
                refusal.code() == ErrorCode.UNAVAILABLE ? 502 : refusal.code().status();
        var fields = List.of(
                new Head.Field("Content-Type", "text/plain; charset=utf-8"),
                new Head.Field("Content-Length", Integer.toString(text.length)),
                new Head.Field("Connection", "close"));
        out.write(Head.bytes("HTTP/1.1 %d %s".formatted(status, refusal.code().wire()), fields));
        out.write(text);
        out.flush();
        drain();
    }

    /** Reads what the client still says, so that it hears the answer instead of a broken connection. */
    private void drain() throws IOException {
        channel.shutdownOutput();
        var buffer = new byte[8_192];
        for (var left = DRAINED; left > 0; ) {
            var count = in.read(buffer);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    /** Cuts it, and what it has open. */
    @Override
    public void close() throws IOException {
        channel.close();
        var open = there;
        if (open != null) {
            open.close();
        }
    }
}
