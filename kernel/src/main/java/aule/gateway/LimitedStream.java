package aule.gateway;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content that may not be longer than agreed, whatever its length was said to be. */
final class LimitedStream extends FilterInputStream {

    private final long limit;
    private long seen;

    LimitedStream(InputStream content, long limit) {
        super(content);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        seen += read;
        if (seen > limit) {
            throw tooLarge(limit);
        }
    }

    static AuleException tooLarge(long limit) {
        var megabytes = limit / (1024 * 1024);
        return new AuleException(
                ErrorCode.TOO_LARGE, "This takes at most %d MB; send less at a time.".formatted(megabytes));
    }
}
