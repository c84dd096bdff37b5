package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.WholeOutput;
import aule.store.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps whole what is too long for a model, and says how more of it is read. */
final class Outputs {

    private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

    /** Room for what is said about the rest. */
    private static final int NOTE = 300;

    /**
     * What a model reads of an output.
     *
     * @param cut whether it is only a part
     * @param whole where all of it is; null if this is all, or the rest is lost
     */
    record Part(String text, boolean cut, @Nullable WholeOutput whole) {}

    private final Blobs blobs;
    private final Ids ids;

    Outputs(Blobs blobs, Ids ids) {
        this.blobs = blobs;
        this.ids = ids;
    }

    /**
     * @param cut whether the tool itself has left something out
     * @param spool all that the tool said while it was at work
     */
    Part part(Tools.Request request, String output, boolean cut, Spool spool) {
        var bytes = output.getBytes(StandardCharsets.UTF_8);
        var more = cut && spool.bytes() > bytes.length;
        if (!more && bytes.length <= Bounded.LARGEST) {
            return new Part(output, cut, null);
        }
        try {
            var whole = more ? keep(request, spool) : keep(request, bytes);
            var note = "\n[The whole output has %,d bytes%s. Read more of it with read_output, handle %s.]"
                    .formatted(
                            whole.bytes(),
                            more && spool.isFull() ? ", and there was more than is kept" : "",
                            whole.handle());
            return new Part(Bounded.of(output, Bounded.LARGEST - NOTE).text() + note, true, whole);
        } catch (AuleException | IOException lost) {
            LOG.warn("The output of the call {} of {} is not kept whole.", request.callId(), request.run(), lost);
            return new Part(Bounded.of(output, Bounded.LARGEST).text(), true, null);
        }
    }

    private WholeOutput keep(Tools.Request request, byte[] bytes) {
        return new WholeOutput(
                ids.next("out"), blobs.put(new ByteArrayInputStream(bytes)), bytes.length, request.owner());
    }

    private WholeOutput keep(Tools.Request request, Spool spool) throws IOException {
        try (var content = spool.content()) {
            return new WholeOutput(ids.next("out"), blobs.put(content), spool.bytes(), request.owner());
        }
    }

    /** @throws AuleException with {@code NOT_FOUND} if it is not kept here */
    KeptOutput open(SqlOutputs.Row row) {
        if (!blobs.exists(row.sha256())) {
            throw new AuleException(
                    ErrorCode.NOT_FOUND,
                    "The output '%s' is not kept on this machine; only what its run was shown is."
                            .formatted(row.handle()));
        }
        return new KeptOutput(row.handle(), row.bytes(), offset -> blobs.open(row.sha256(), offset));
    }
}
