package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One request on its way: copies, counts what passes, and tells the gatekeeper how it ended. */
final class Passing {

    private static final int AT_ONCE = 32 << 10;

    /** No more may pass. */
    static final class Spent extends IOException {

        private static final long serialVersionUID = 1L;

        Spent(String sentence) {
            super(sentence);
        }
    }

    private final Target target;
    private final Gatekeeper gatekeeper;
    private final InstantSource clock;
    private final Instant began;
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    Passing(Target target, Gatekeeper gatekeeper, InstantSource clock) {
        this.target = target;
        this.gatekeeper = gatekeeper;
        this.clock = clock;
        this.began = clock.instant();
    }

    void up(OutputStream out, byte[] bytes, int count) throws IOException {
        pass(up, out, bytes, count);
    }

    void down(OutputStream out, byte[] bytes, int count) throws IOException {
        pass(down, out, bytes, count);
    }

    /** Counts what leaves by another way than this one. */
    void left(long bytes) {
        up.addAndGet(bytes);
    }

    /** Counts what came and is not handed on as it is. */
    void came(long bytes) throws IOException {
        spend(bytes);
        down.addAndGet(bytes);
    }

    private void pass(AtomicLong way, OutputStream out, byte[] bytes, int count) throws IOException {
        spend(count);
        out.write(bytes, 0, count);
        way.addAndGet(count);
    }

    private void spend(long bytes) throws Spent {
        var reason = gatekeeper.spend(bytes);
        if (!reason.isEmpty()) {
            throw new Spent(reason);
        }
    }

    /** Carries everything one way until the stream ends. */
    void carry(InputStream in, OutputStream out, boolean upwards) throws IOException {
        var buffer = new byte[AT_ONCE];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            pass(upwards ? up : down, out, buffer, count);
            out.flush();
        }
    }

    /** Carries so many bytes. */
    void carry(InputStream in, OutputStream out, long bytes, boolean upwards) throws IOException {
        var buffer = new byte[AT_ONCE];
        for (var left = bytes; left > 0; ) {
            var count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new IOException("The body broke off.");
            }
            pass(upwards ? up : down, out, buffer, count);
            left -= count;
        }
        out.flush();
    }

    /** Carries chunks, each written anew, and leaves trailers out. */
    void carryChunks(InputStream in, OutputStream out, boolean upwards) throws IOException {
        while (true) {
            var size = size(Head.line(in, new int[] {256}));
            if (size == 0) {
                break;
            }
            out.write((Long.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            carry(in, out, size, upwards);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            if (!"".equals(Head.line(in, new int[] {2}))) {
                throw Head.unclear("A chunk is longer than it says.");
            }
        }
        for (var trailer = Head.line(in, new int[] {8_192});
                trailer != null && !trailer.isEmpty();
                trailer = Head.line(in, new int[] {8_192})) {
            // trailers are not carried
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static long size(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("The body broke off.");
        }
        var plain = line.replaceFirst(";.*", "").strip();
        if (!plain.matches("[0-9A-Fa-f]{1,15}")) {
            throw Head.unclear("A chunk has no size.");
        }
        return Long.parseLong(plain, 16);
    }

    /** Carries a body of unknown length as chunks. */
    void carryAsChunks(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[AT_ONCE];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (count > 0) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                pass(down, out, buffer, count);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    void allowed() {
        end(Passage.Verdict.ALLOWED, "");
    }

    void denied(String sentence) {
        end(Passage.Verdict.DENIED, sentence);
    }

    void failed(String sentence) {
        end(Passage.Verdict.FAILED, sentence);
    }

    /** How it ended if a stream broke: by the quota, or because somebody left. */
    void broke(IOException cause) {
        if (cause instanceof Spent spent) {
            denied(String.valueOf(spent.getMessage()));
        } else {
            failed("The connection broke off before the end.");
        }
    }

    /** What the client is told of a request that may not go. */
    AuleException refusal(ErrorCode code, String sentence) {
        denied(sentence);
        return new AuleException(code, sentence);
    }

    private void end(Passage.Verdict verdict, String reason) {
        if (ended.compareAndSet(false, true)) {
            var took = Duration.between(began, clock.instant());
            gatekeeper.ended(new Passage(target, verdict, reason, up.get(), down.get(), began, took));
        }
    }
}
