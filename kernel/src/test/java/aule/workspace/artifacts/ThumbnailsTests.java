package aule.workspace.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTests {

    private static byte[] picture(String format, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    private static Optional<BufferedImage> thumbnail(String type, byte[] content) throws IOException {
        var drawn = Thumbnails.of(type, new ByteArrayInputStream(content));
        return drawn.isEmpty() ? Optional.empty() : Optional.of(ImageIO.read(new ByteArrayInputStream(drawn.get())));
    }

    @ParameterizedTest
    @CsvSource({"png, image/png", "jpg, image/jpeg", "gif, image/gif", "bmp, image/bmp"})
    void keepTheProportionsOfWhatTheyShow(String format, String type) throws IOException {
        var small = thumbnail(type, picture(format, 2_000, 1_000)).orElseThrow();

        assertThat(small.getWidth()).isEqualTo(Thumbnails.SIDE);
        assertThat(small.getHeight()).isEqualTo(Thumbnails.SIDE / 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "3, 5000, 1, 480", "64, 64, 64, 64"})
    void areNeverLargerNorEmpty(int width, int height, int shownWidth, int shownHeight) throws IOException {
        var small = thumbnail("image/png", picture("png", width, height)).orElseThrow();

        assertThat(small.getWidth()).isEqualTo(shownWidth);
        assertThat(small.getHeight()).isEqualTo(shownHeight);
    }

    /** A few kilobytes that claim to be billions of points. */
    @ParameterizedTest
    @CsvSource({"60000, 60000", "2147483647, 2147483647", "31000, 31000", "0, 5"})
    void bombsHaveNone(int width, int height) throws IOException {
        assertThat(thumbnail("image/png", png(width, height))).isEmpty();
    }

    @Test
    void whatEndsTooSoonOrIsDamagedDoesNoHarm() throws IOException {
        var whole = picture("png", 300, 300);
        var random = new Random(7);
        for (var round = 0; round < 300; round++) {
            var broken = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            var drawn = thumbnail("image/png", broken);
            assertThat(drawn.map(BufferedImage::getWidth).orElse(0)).isLessThanOrEqualTo(Thumbnails.SIDE);
        }
        assertThat(thumbnail("image/jpeg", "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(thumbnail("text/plain", whole)).isEmpty();
    }

    private static byte[] png(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeLong(0x89504E470D0A1A0AL);
        var header = new ByteArrayOutputStream();
        var data = new DataOutputStream(header);
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[1 << 20]);
        }
        chunk(out, "IDAT", packed.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        var name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
