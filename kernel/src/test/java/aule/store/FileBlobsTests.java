package aule.store;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Sha256;
import aule.testkit.BlobsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobsTests extends BlobsContract {

    @TempDir
    Path home;

    @Override
    protected Blobs open() {
        return StoreRoom.blobs(home, "node-1");
    }

    @Override
    protected long count() throws IOException {
        try (var all = Files.walk(home.resolve("blobs"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Override
    protected void damage(Sha256 hash) throws IOException {
        var bytes = Files.readAllBytes(file(hash));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(hash), bytes);
    }

    @Test
    void nobodyElseOnTheMachineReadsThem() throws IOException {
        var hash = open().put(SMALL);

        for (var folder : new Path[] {home.resolve("blobs"), file(hash).getParent()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aBlobOfAnotherLengthIsReplaced() throws IOException {
        var hash = open().put(SMALL);
        Files.write(file(hash), new byte[1]);

        assertThat(open().put(SMALL)).isEqualTo(hash);
        open().verify(hash);
    }

    @Test
    void whatAnEarlierLifeDidNotFinishIsClearedAway() throws IOException {
        open();
        Files.write(home.resolve("blobs/unfinished/node-1/123"), new byte[9]);

        StoreRoom.blobs(home, "node-2");
        assertThat(count()).isOne();
        open();
        assertThat(count()).isZero();
    }

    private Path file(Sha256 hash) {
        return home.resolve("blobs")
                .resolve(hash.hex().substring(0, 2))
                .resolve(hash.hex().substring(2));
    }
}
