package aule.workspace.artifacts;

import aule.kernel.AuleException;
import aule.kernel.Sha256;
import aule.store.Blobs;
import aule.workspace.Artifact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.io.input.BoundedInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The content of artifacts and their thumbnails, each kept once by its hash. */
public final class Shelf {

    /** In bytes; larger content is not kept. */
    public static final long LARGEST = 50L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
    private static final int EXCERPT = 1_000;

    private final Blobs blobs;
    private final MediaTypes types = new MediaTypes();

    public Shelf(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * Keeps content.
     *
     * @param known what the artifact has so far: what is the same needs no second look; null for a new one
     * @return empty if it is larger than {@link #LARGEST}
     * @throws AuleException with {@code UNAVAILABLE} if the disk does not take it
     */
    public Optional<Taken> take(String name, InputStream content, @Nullable Artifact known) throws IOException {
        var bounded = BoundedInputStream.builder()
                .setInputStream(content)
                .setMaxCount(LARGEST + 1)
                .get();
        var hash = blobs.put(bounded);
        var bytes = bounded.getCount();
        if (bytes > LARGEST) {
            return Optional.empty();
        }
        if (known != null && known.sha256().equals(hash)) {
            return Optional.of(
                    new Taken(known.kind(), known.mediaType(), bytes, hash, known.thumbnail(), known.excerpt()));
        }
        var head = head(hash);
        var type = types.type(name, head);
        var kind = MediaTypes.kind(type);
        return Optional.of(new Taken(
                kind, type, bytes, hash, thumbnail(type, hash), kind == Artifact.Kind.TEXT ? excerpt(head) : ""));
    }

    /** @throws AuleException with {@code NOT_FOUND} if it is not here any more */
    public InputStream open(Sha256 hash, long offset) {
        return blobs.open(hash, offset);
    }

    /** In bytes. */
    public long size(Sha256 hash) {
        return blobs.size(hash);
    }

    /** Removes what is not needed and was not put since then; returns how many bytes that freed. */
    public long sweep(Set<Sha256> needed, Instant unusedSince) {
        return blobs.sweep(needed::contains, unusedSince);
    }

    private byte[] head(Sha256 hash) throws IOException {
        try (var content = blobs.open(hash, 0)) {
            return content.readNBytes(MediaTypes.LOOKED_AT);
        }
    }

    private @Nullable Sha256 thumbnail(String type, Sha256 hash) {
        try (var content = blobs.open(hash, 0)) {
            return Thumbnails.of(type, content)
                    .map(it -> blobs.put(new ByteArrayInputStream(it)))
                    .orElse(null);
        } catch (AuleException | IOException lost) {
            LOG.warn("The content {} has no thumbnail.", hash, lost);
            return null;
        }
    }

    /** The beginning of a text, without what no page shows. */
    private static String excerpt(byte[] head) {
        var text = new String(head, 0, Math.min(head.length, 4 * EXCERPT), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .strip();
        var end = text.offsetByCodePoints(0, Math.min(EXCERPT, text.codePointCount(0, text.length())));
        return text.substring(0, end);
    }
}
