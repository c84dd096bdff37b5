package aule.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLineTests {

    private static final Frame.Piece PIECE = new Frame.Piece(3, "açaí 🎉\n\u001e\"", 2);

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

    private FrameLine speaking() {
        return new FrameLine(InputStream.nullInputStream(), wire);
    }

    private FrameLine hearing() {
        return new FrameLine(new ByteArrayInputStream(wire.toByteArray()), OutputStream.nullOutputStream());
    }

    private void noise(String text) {
        wire.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFrameIsHeardAsItWasSaid() throws IOException {
        var frames = List.of(
                new Frame.Load("/m.gguf", 2, 512, null, 1000, true),
                new Frame.Chat(1, List.of(new Frame.Line("user", "olá")), 10, 0.5, "{}"),
                new Frame.Chat(2, List.of(), 10, null, null),
                new Frame.Cancel(1),
                new Frame.Ready(),
                new Frame.Refused("no", true),
                new Frame.Begun(1, false),
                PIECE,
                new Frame.Ended(1, "stop", 5, 6),
                new Frame.Failed(1, "no"),
                new Frame.Cancelled(1),
                new Frame.Idle());
        for (var frame : frames) {
            speaking().say(frame);
        }

        var line = hearing();
        for (var frame : frames) {
            assertThat(line.hear()).isEqualTo(frame);
        }
        assertThat(line.hear()).isNull();
    }

    @Test
    void whateverIsPrintedBetweenFramesIsPassedOver() throws IOException {
        noise("Extracted 'libjllama.so'\n{\"is\":\"Idle\"}\nno line end");
        speaking().say(PIECE);
        noise("warning: ");
        speaking().say(new Frame.Ready());
        noise("the end");

        var line = hearing();
        assertThat(line.hear()).isEqualTo(PIECE);
        assertThat(line.hear()).isEqualTo(new Frame.Ready());
        assertThat(line.hear()).isNull();
    }

    @Test
    void whatIsMarkedAndNoFrameIsAnError() {
        noise("\u001eoops\n");
        assertThatIOException().isThrownBy(hearing()::hear).withMessageContaining("is no frame");
    }

    @Test
    void aFrameWithoutEndIsCutOff() {
        noise("\u001e");
        wire.writeBytes(new byte[33 << 20]);
        assertThatIOException().isThrownBy(hearing()::hear).withMessageContaining("longer than");
    }
}
