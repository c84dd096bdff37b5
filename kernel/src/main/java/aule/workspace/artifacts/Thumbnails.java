package aule.workspace.artifacts;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small pictures of pictures. Of a large one only as many points are kept as are shown, so that memory stays within a
 * few megabytes whatever a file claims to be; one that claims too much, or is damaged, has none.
 */
final class Thumbnails {

    /** The longer side of a thumbnail. */
    static final int SIDE = 480;

    private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
    private static final long MOST_POINTS = 120_000_000;
    private static final int LONGEST_SIDE = 32_000;
    private static final Set<String> READ = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp");

    private Thumbnails() {}

    /** A PNG of a picture of this type; empty for what is none or cannot be drawn here. */
    static Optional<byte[]> of(String mediaType, InputStream content) {
        var readers = ImageIO.getImageReadersByMIMEType(mediaType);
        if (!READ.contains(mediaType) || !readers.hasNext()) {
            return Optional.empty();
        }
        var reader = readers.next();
        try (var input = new MemoryCacheImageInputStream(content)) {
            reader.setInput(input, true, true);
            return drawn(reader);
        } catch (IOException | RuntimeException damaged) { // decoders answer damage with whatever they ran into
            LOG.debug("A picture of type {} has no thumbnail.", mediaType, damaged);
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Optional<byte[]> drawn(ImageReader reader) throws IOException {
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        var longer = Math.max(width, height);
        if (width < 1 || height < 1 || longer > LONGEST_SIDE || (long) width * height > MOST_POINTS) {
            return Optional.empty();
        }
        var step = Math.max(1, longer / (2 * SIDE));
        var wanted = reader.getDefaultReadParam();
        wanted.setSourceSubsampling(step, step, 0, 0);
        return Optional.of(png(scaled(reader.read(0, wanted))));
    }

    private static BufferedImage scaled(BufferedImage image) {
        var factor = Math.min(1.0, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
        var width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        var height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var canvas = small.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.drawImage(image, 0, 0, width, height, null);
            return small;
        } finally {
            canvas.dispose();
        }
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
