package aule.api;

import aule.kernel.Principal;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** One request that was identified, permitted and validated before the handler sees it. */
public interface Call {

    /** Who asks; on a public operation a principal without permissions. */
    Principal principal();

    /** Names this request in logs and answers. */
    String requestId();

    String path(String name);

    Optional<String> query(String name);

    Optional<String> header(String name);

    Optional<String> cookie(String name);

    /** The JSON body as a record; absent members of the body are null there. */
    <T extends Record> T body(Class<T> type);

    /** Whether the JSON body has this member at all, so that null and absent differ in a PATCH. */
    boolean has(String member);

    /** The raw body, to be read once. */
    InputStream stream();

    /** The parts of a multipart body, to be read in order. */
    List<Part> parts();

    /** One part of a multipart body. */
    interface Part {

        String name();

        /** The name the sender gave its file, empty for a plain field. Never trust it as a path. */
        String filename();

        long size();

        InputStream open();
    }
}
