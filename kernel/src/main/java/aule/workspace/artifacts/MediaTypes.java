package aule.workspace.artifacts;

import aule.workspace.Artifact.Kind;
import java.io.IOException;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what content is, from its first bytes and then from its name. */
final class MediaTypes {

    /** How many first bytes are looked at. */
    static final int LOOKED_AT = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(MediaTypes.class);

    private static final Set<String> TEXTS = Set.of(
            "application/json",
            "application/xml",
            "application/javascript",
            "application/yaml",
            "application/x-yaml",
            "application/toml",
            "application/x-sh",
            "application/sql",
            "application/x-sql",
            "application/xhtml+xml",
            "application/geo+json",
            "application/x-ndjson");

    private static final Set<String> DOCUMENTS = Set.of(
            "application/pdf",
            "application/rtf",
            "application/epub+zip",
            "application/msword",
            "application/postscript");

    private static final Set<String> OFFICE =
            Set.of("vnd.openxmlformats-", "vnd.oasis.opendocument", "vnd.ms-", "vnd.apple.");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /** The media type without parameters. */
    String type(String name, byte[] head) {
        var metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (var content = TikaInputStream.get(head)) {
            var type = types.detect(content, metadata).getBaseType();
            return type.toString();
        } catch (IOException | RuntimeException hostile) { // a detector may stumble over what was made to trip it
            LOG.debug("Nobody can tell what '{}' is.", name, hostile);
            return MediaType.OCTET_STREAM.toString();
        }
    }

    static Kind kind(String type) {
        var family = type.substring(0, type.indexOf('/'));
        return switch (family) {
            case "image" -> Kind.IMAGE;
            case "audio" -> Kind.AUDIO;
            case "video" -> Kind.VIDEO;
            case "text" -> Kind.TEXT;
            default -> other(type);
        };
    }

    private static Kind other(String type) {
        if (TEXTS.contains(type) || type.endsWith("+json") || type.endsWith("+xml")) {
            return Kind.TEXT;
        }
        var office = OFFICE.stream().anyMatch(it -> type.startsWith("application/" + it));
        return office || DOCUMENTS.contains(type) ? Kind.DOCUMENT : Kind.OTHER;
    }
}
