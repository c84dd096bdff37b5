package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ResponseBody;

/** A body on its way, read as it comes and no faster than somebody reads it. */
final class Pieces {

    private final Call call;
    private final ResponseBody body;
    private final Patience patience;
    private final Origin origin;
    private final Passing passing;
    private final long deadline;
    private long taken;
    private boolean ended;

    Pieces(Call call, ResponseBody body, Patience patience, Origin origin, Passing passing) {
        this.call = call;
        this.body = body;
        this.patience = patience;
        this.origin = origin;
        this.passing = passing;
        this.deadline = System.nanoTime() + patience.total().toNanos();
        body.source()
                .timeout()
                .timeout(patience.silence().toNanos(), TimeUnit.NANOSECONDS)
                .deadlineNanoTime(deadline);
    }

    /** Fills some of it, at least one byte; returns how many, or -1 when the body has ended. */
    int read(byte[] into) throws InterruptedException {
        if (ended) {
            return -1;
        }
        try {
            var count = body.source().read(into);
            ended = count < 0;
            if (ended) {
                passing.allowed();
            }
            return ended ? count : counted(count);
        } catch (IOException e) {
            passing.broke(e);
            cancel();
            if (Thread.interrupted()) {
                throw new InterruptedException("The reading of an answer was interrupted.");
            }
            throw new AuleException(ErrorCode.PROVIDER_ERROR, told(e), e);
        }
    }

    private String told(IOException cause) {
        if (!(cause instanceof InterruptedIOException)) {
            return "%s broke off in the middle of its answer.".formatted(origin);
        }
        if (Duration.ofNanos(deadline - System.nanoTime()).isPositive()) {
            return "%s fell silent for %s in the middle of its answer."
                    .formatted(origin, Patience.words(patience.silence()));
        }
        return "%s did not end its answer within %s.".formatted(origin, Patience.words(patience.total()));
    }

    private int counted(int count) throws IOException {
        passing.came(count);
        taken += count;
        if (taken > patience.maxBytes()) {
            cancel();
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s sent more than %d bytes; the answer was cut off.".formatted(origin, patience.maxBytes()));
        }
        return count;
    }

    /** Closes the connection, or the stream on a shared one, unless the body has been read to its end. */
    void cancel() {
        if (!ended) {
            ended = true;
            passing.allowed();
            call.cancel();
        }
        body.close();
    }
}
