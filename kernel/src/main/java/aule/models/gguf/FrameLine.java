package aule.models.gguf;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line between two processes that carries frames as JSON text sequences (RFC 7464). Whatever native code prints
 * between them is passed over.
 */
public final class FrameLine {

    private static final int MARK = 0x1e;
    private static final int LONGEST = 32 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final InputStream in;
    private final OutputStream out;

    public FrameLine(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    public void say(Frame frame) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.write(MARK);
        bytes.writeBytes(JSON.writerFor(Frame.class).writeValueAsBytes(frame));
        bytes.write('\n');
        synchronized (out) {
            bytes.writeTo(out);
            out.flush();
        }
    }

    /** The next frame; null at the end of the line. */
    public @Nullable Frame hear() throws IOException {
        var frame = new ByteArrayOutputStream();
        var marked = false;
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == MARK) {
                frame.reset();
                marked = true;
            } else if (next == '\n' && marked) {
                return frame(frame.toByteArray());
            } else if (marked) {
                frame.write(next);
            }
            if (frame.size() > LONGEST) {
                throw new IOException("A frame is longer than %d bytes.".formatted(LONGEST));
            }
        }
        return null;
    }

    private static Frame frame(byte[] json) throws IOException {
        try {
            return JSON.readValue(json, Frame.class);
        } catch (JacksonException e) {
            throw new IOException("What came is no frame: " + e.getOriginalMessage(), e);
        }
    }
}
