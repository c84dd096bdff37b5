package aule.web.reading;

import java.net.URI;

/**
 * What a server sent for one address.
 *
 * @param type the Content-Type as sent, empty if none was
 * @param cut whether there was more of it
 */
public record Document(URI address, String type, Body body, boolean cut) {

    /** The media type alone, in lower case. */
    public String media() {
        return MediaType.of(type);
    }
}
