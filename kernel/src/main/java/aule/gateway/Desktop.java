package aule.gateway;

import aule.api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The built desktop. Its files are listed once, at the start, so that no address can name any other file; what was
 * built anew is served after the next start.
 */
final class Desktop {

    /** One file as it was when it was listed. */
    record Asset(Path file, long size, String etag, String type, boolean hashed) {}

    private static final Pattern HASHED = Pattern.compile("/assets/.*-[A-Za-z0-9_-]{8,}\\.[a-z0-9.]+");
    private static final Set<String> NEVER_A_PAGE = Set.of("v1", "api", "health", "docs", "login");
    private static final String PAGE = "/index.html";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Asset> assets;

    private Desktop(Map<String, Asset> assets) {
        this.assets = assets;
    }

    static Desktop of(Optional<Path> folder) {
        return new Desktop(folder.filter(Files::isDirectory).map(Desktop::list).orElse(Map.of()));
    }

    private static Map<String, Asset> list(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toUnmodifiableMap(it -> address(folder, it), asset(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(Path folder, Path file) {
        return "/" + folder.relativize(file).toString().replace('\\', '/');
    }

    private static Function<Path, Asset> asset(Path folder) {
        return file -> {
            try {
                var size = Files.size(file);
                var etag = "\"%x-%x\"".formatted(Files.getLastModifiedTime(file).toMillis(), size);
                return new Asset(
                        file,
                        size,
                        etag,
                        type(file),
                        HASHED.matcher(address(folder, file)).matches());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static String type(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** The file at a path, or the page itself for an address inside the desktop that a browser opens. */
    Optional<Answer> show(String path, boolean wantsPage, int port) {
        var exact = Optional.ofNullable(assets.get(path.equals("/") ? PAGE : path));
        return exact.or(() -> wantsPage && mayBePage(path) ? Optional.ofNullable(assets.get(PAGE)) : Optional.empty())
                .map(it -> answer(it, port));
    }

    private static boolean mayBePage(String path) {
        return !NEVER_A_PAGE.contains(path.split("/", 3)[1]);
    }

    private static Answer answer(Asset asset, int port) {
        return Answer.bytes(asset.type(), asset.size(), offset -> open(asset.file(), offset))
                .with("ETag", asset.etag())
                .with("Cache-Control", asset.hashed() ? "public, max-age=31536000, immutable" : "no-cache")
                .with("Content-Security-Policy", Headers.desktop(port));
    }

    private static InputStream open(Path file, long offset) throws IOException {
        var content = Files.newInputStream(file);
        content.skipNBytes(offset);
        return content;
    }
}
