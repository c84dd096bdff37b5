package aule.egress;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body that leaves once; a request that has begun to leave is never sent again. */
final class Once extends RequestBody {

    private final byte[] bytes;
    private final Runnable left;

    Once(byte[] bytes, Runnable left) {
        this.bytes = bytes;
        this.left = left;
    }

    /** Stands among the headers already. */
    @Override
    public @Nullable MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
        sink.flush();
        left.run();
    }
}
