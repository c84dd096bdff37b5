package aule.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import aule.store.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every keeper of blobs promises. */
public abstract class BlobsContract {

    protected static final byte[] SMALL = "olá\n".getBytes(UTF_8);

    private Blobs blobs;

    /** Opens the blobs of the test's one home; asked again, it opens them anew. */
    protected abstract Blobs open() throws IOException;

    /** How many files or rows there are, finished or not. */
    protected abstract long count() throws IOException;

    /** Changes one byte of what is kept. */
    protected abstract void damage(Sha256 hash) throws IOException;

    @BeforeEach
    void begin() throws IOException {
        blobs = open();
    }

    @Test
    void whatIsPutIsFoundUnderItsHash() throws IOException {
        var hash = blobs.put(SMALL);

        assertThat(hash).isEqualTo(Sha256.of(SMALL));
        assertThat(blobs.exists(hash)).isTrue();
        assertThat(blobs.size(hash)).isEqualTo(SMALL.length);
        assertThat(blobs.read(hash)).isEqualTo(SMALL);
        try (var content = blobs.open(hash)) {
            assertThat(content.readAllBytes()).isEqualTo(SMALL);
        }
    }

    @Test
    void itOutlivesTheKernel() throws IOException {
        var hash = blobs.put(SMALL);

        assertThat(open().read(hash)).isEqualTo(SMALL);
    }

    @Test
    void theSameContentIsKeptOnce() throws IOException {
        var hash = blobs.put(SMALL);

        assertThat(blobs.put(new ByteArrayInputStream(SMALL))).isEqualTo(hash);
        assertThat(blobs.put(SMALL)).isEqualTo(hash);
        assertThat(count()).isOne();
    }

    @Test
    void nothingIsSomethingToo() {
        var hash = blobs.put(new byte[0]);

        assertThat(blobs.read(hash)).isEmpty();
        assertThat(blobs.size(hash)).isZero();
    }

    @Test
    void longContentGoesByInPieces() throws IOException {
        var size = (long) Blobs.LARGEST + 3;
        var hash = blobs.put(new Letters(size));

        assertThat(blobs.size(hash)).isEqualTo(size);
        blobs.verify(hash);
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> blobs.read(hash))
                .matches(it -> it.code() == ErrorCode.TOO_LARGE);
        try (var end = blobs.open(hash, size - 5)) {
            assertThat(end.readAllBytes()).hasSize(5);
        }
        try (var behind = blobs.open(hash, size + 5)) {
            assertThat(behind.readAllBytes()).isEmpty();
        }
    }

    @Test
    void contentThatBreaksOffLeavesNothing() throws IOException {
        var breaking = new SequenceInputStream(new Letters(200_000), new Broken());

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> blobs.put(breaking))
                .matches(it -> it.code() == ErrorCode.UNAVAILABLE);
        assertThat(count()).isZero();
    }

    @Test
    void whatIsNotThereIsSaidToBeMissing() {
        var nothing = Sha256.of(new byte[] {1});

        assertThat(blobs.exists(nothing)).isFalse();
        for (var call : new Runnable[] {
            () -> blobs.read(nothing), () -> blobs.open(nothing), () -> blobs.size(nothing), () -> blobs.verify(nothing)
        }) {
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(call::run)
                    .matches(it -> it.code() == ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void aChangedByteIsRefused() throws IOException {
        var content = new byte[100_000];
        new Random(3).nextBytes(content);
        var hash = blobs.put(content);
        damage(hash);

        assertThatThrownBy(() -> blobs.read(hash)).hasMessageContaining("was changed on disk");
        assertThatThrownBy(() -> blobs.verify(hash)).hasMessageContaining("was changed on disk");
        try (var stream = blobs.open(hash)) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("was changed on disk");
        }
        try (var stream = blobs.open(hash)) {
            assertThatThrownBy(() -> stream.skipNBytes(content.length + 1L)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aThreadThatIsBeingStoppedStillKeepsWhatItHas() {
        Thread.currentThread().interrupt();
        var hash = blobs.put(SMALL);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(blobs.exists(hash)).isTrue();
    }

    /** So many letters that are made as they are read. */
    private static final class Letters extends InputStream {

        private long left;

        Letters(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'a' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            var count = (int) Math.min(length, left);
            Arrays.fill(into, offset, offset + count, (byte) 'a');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return read();
        }
    }
}
