package aule.gateway;

import aule.api.Call;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One part of a multipart body, which waits in memory or in a temporary file. */
record FilePart(Part part) implements Call.Part {

    @Override
    public String name() {
        return part.getName();
    }

    @Override
    public String filename() {
        var name = part.getSubmittedFileName();
        return name == null ? "" : name;
    }

    @Override
    public long size() {
        return part.getSize();
    }

    @Override
    public InputStream open() {
        try {
            return part.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of the temporary file. */
    void discard() {
        try {
            part.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
