package aule.tools;

import java.io.IOException;
import java.io.InputStream;

/**
 * An output that is kept whole, as UTF-8 text.
 *
 * @param source opens it at an offset in bytes
 */
public record KeptOutput(String handle, long bytes, Source source) {

    /** Opens content at an offset. */
    @FunctionalInterface
    public interface Source {
        InputStream open(long offset) throws IOException;
    }
}
