package aule.workspace.artifacts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTests {

    private final MediaTypes types = new MediaTypes();

    @ParameterizedTest
    @CsvSource({
        "a.svg, '<svg xmlns=\"http://www.w3.org/2000/svg\"/>', IMAGE",
        "a.html, '<html><body>x</body></html>', TEXT",
        "a.csv, 'a,b', TEXT",
        "a.json, '{}', TEXT",
        "a.py, 'print(1)', TEXT",
        "Makefile, 'all:', TEXT",
        "a.pdf, '%PDF-1.7', DOCUMENT",
        "a.docx, 'PK\u0003\u0004', DOCUMENT",
        "a.mp3, 'ID3\u0003', AUDIO",
        "a.wav, 'RIFF____WAVEfmt ', AUDIO",
        "a.mp4, '____ftypisom', VIDEO",
        "a.zip, 'PK\u0003\u0004', OTHER",
        "a.bin, '\u0000\u0001\u0002', OTHER",
    })
    void contentHasAKind(String name, String head, String kind) {
        assertThat(MediaTypes.kind(types.type(name, head.getBytes(ISO_8859_1))).name())
                .isEqualTo(kind);
    }

    /** A page that calls itself a picture is still a page, and a picture that calls itself a text is a picture. */
    @Test
    void contentCountsMoreThanTheName() {
        assertThat(types.type("photo.png", "<html><script>alert(1)</script></html>".getBytes(ISO_8859_1)))
                .isEqualTo("text/html");
        assertThat(types.type("notes.txt", "\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1)))
                .isEqualTo("image/png");
        assertThat(types.type("", new byte[0])).isEqualTo("application/octet-stream");
    }
}
