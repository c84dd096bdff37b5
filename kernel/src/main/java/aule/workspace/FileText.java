package aule.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be told of a file from its name and its first bytes. */
final class FileText {

    /** Endings that the platform's table does not know or names for one vendor. */
    private static final Map<String, String> MORE = Map.ofEntries(
            Map.entry("md", "text/markdown"),
            Map.entry("ts", "text/plain"),
            Map.entry("tsx", "text/plain"),
            Map.entry("py", "text/x-python"),
            Map.entry("sh", "text/x-shellscript"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"),
            Map.entry("toml", "application/toml"),
            Map.entry("mjs", "text/javascript"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("wasm", "application/wasm"));

    private FileText() {}

    /** The media type by the name's ending; text types are UTF-8. */
    static String mimeType(String path) {
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var type = Optional.ofNullable(MORE.get(ending))
                .or(() -> Optional.ofNullable(URLConnection.guessContentTypeFromName(path)))
                .orElse("application/octet-stream");
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }

    /** The last part of the name a browser sent for a file, whatever separators it used. */
    static String lastName(String filename) {
        return filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
    }

    /** A Content-Disposition (RFC 6266) that has the browser save the file. */
    static String attachment(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename*=UTF-8''" + encoded;
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    static String sha256(InputStream content) throws IOException {
        var digest = digest();
        var buffer = new byte[64 * 1024];
        for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
