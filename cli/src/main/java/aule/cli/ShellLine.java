package aule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Joins a person's window to a terminal of the kernel; a line that breaks is taken up again where it was. */
final class ShellLine {

    /** Ctrl-]: leaves the terminal and lets it go on. */
    static final char LEAVE = 0x1d;

    private static final int TRIES = 12;
    private static final long PAUSE_MILLIS = 250;
    private static final long LONGEST_MILLIS = 4_000;

    /** What ends the waiting. */
    private sealed interface Turn {
        record Ended(int exitCode) implements Turn {}

        record Left() implements Turn {}

        record Broken() implements Turn {}
    }

    private final Terminal terminal;
    private final Kernel kernel;
    private final String path;
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
    private @Nullable WebSocket socket;
    private long after;

    ShellLine(Terminal terminal, Kernel kernel, String id) {
        this.terminal = terminal;
        this.kernel = kernel;
        this.path = "/v1/terminals/" + PathPart.of(id) + "/socket?after=";
    }

    /** Returns the exit code of the shell; -1 if the person left. */
    int follow(Tty tty) throws InterruptedException {
        connect(0);
        resize(tty.size());
        tty.whenResized(this::resize);
        InputStream keys = tty.keys();
        Thread.ofPlatform().daemon().name("keys").start(() -> read(keys));
        while (true) {
            switch (turns.take()) {
                case Turn.Ended(int exitCode) -> {
                    return exitCode;
                }
                case Turn.Left() -> {
                    return -1;
                }
                case Turn.Broken() -> {
                    again();
                    resize(tty.size());
                }
            }
        }
    }

    private void connect(long offset) {
        WebSocket opened = kernel.socket(path + offset, new Ear());
        synchronized (this) {
            socket = opened;
        }
    }

    private void again() throws InterruptedException {
        long pause = PAUSE_MILLIS;
        for (int go = 1; ; go++) {
            TimeUnit.MILLISECONDS.sleep(pause);
            try {
                connect(after());
                return;
            } catch (Refusal refused) {
                if (go == TRIES) {
                    throw refused;
                }
                pause = Math.min(2 * pause, LONGEST_MILLIS);
            }
        }
    }

    private synchronized long after() {
        return after;
    }

    private void read(InputStream keys) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer bytes = ByteBuffer.allocate(8 * 1024);
        CharBuffer letters = CharBuffer.allocate(8 * 1024);
        try (keys) {
            for (int count = keys.read(bytes.array(), bytes.position(), bytes.remaining());
                    count >= 0;
                    count = keys.read(bytes.array(), bytes.position(), bytes.remaining())) {
                bytes.position(bytes.position() + count).flip();
                decoder.decode(bytes, letters.clear(), false);
                bytes.compact();
                if (!typed(letters.flip().toString())) {
                    return;
                }
            }
            turns.add(new Turn.Left());
        } catch (IOException gone) {
            turns.add(new Turn.Left());
        }
    }

    /** Returns false when the person leaves. */
    private boolean typed(String text) {
        int leave = text.indexOf(LEAVE);
        String rest = leave < 0 ? text : text.substring(0, leave);
        if (!rest.isEmpty()) {
            send(Json.object().put("type", "input").put("text", rest));
        }
        if (leave >= 0) {
            turns.add(new Turn.Left());
        }
        return leave < 0;
    }

    private void resize(Tty.Size size) {
        send(Json.object().put("type", "resize").put("columns", size.columns()).put("rows", size.rows()));
    }

    /** What is said while the line is broken is lost; the person sees that nothing moves. */
    private synchronized void send(JsonNode frame) {
        if (socket == null) {
            return;
        }
        try {
            socket.sendText(frame.toString(), true).join();
        } catch (CompletionException broken) {
            socket = null;
        }
    }

    private void heard(JsonNode frame) {
        switch (Json.text(frame, "type")) {
            case "output" -> {
                terminal.out().print(Json.text(frame, "text"));
                terminal.out().flush();
                synchronized (this) {
                    after = frame.path("end").asLong(after);
                }
            }
            case "ended" -> turns.add(new Turn.Ended(frame.path("exit_code").asInt(Refusal.FAILED)));
            case "error" -> terminal.err().print("\r\naule: " + Visible.plain(Json.text(frame, "error")) + "\r\n");
            default -> {
                // who typed and how large the window is elsewhere is not shown here
            }
        }
    }

    /** Hears one connection. */
    private final class Ear implements WebSocket.Listener {

        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                heard(Json.parse(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            turns.add(new Turn.Broken());
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            turns.add(new Turn.Broken());
        }
    }
}
