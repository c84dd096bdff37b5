package aule.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Web servers that others run, each reached under an origin of its own ({@code <label>.localhost}). */
@FunctionalInterface
public interface Servers {

    /** No server at all. */
    Servers NONE = _ -> Optional.empty();

    /**
     * The server of a label; empty if there is none, or none any more.
     *
     * @param label the first part of the host's name, lower case
     */
    Optional<Server> find(String label);

    /** One server. */
    interface Server {

        /** What it believes to be called, for example {@code localhost:3000}. */
        String host();

        /** @throws IOException if it does not answer */
        Wire connect() throws IOException;
    }

    /** One connection. Closing it ends both directions. */
    interface Wire extends Closeable {

        InputStream in();

        OutputStream out();
    }
}
