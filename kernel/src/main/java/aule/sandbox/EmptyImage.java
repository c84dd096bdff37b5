package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * An image of one layer that holds only links, folders and empty files for others to be shown over; the same bytes
 * whenever it is made on the same machine.
 */
final class EmptyImage {

    private static final List<String> FOLDERS =
            List.of("dev/", "etc/", "proc/", "run/", "sys/", "tmp/", "usr/", "var/tmp/", "workspace/");
    private static final List<String> FILES = List.of(".input", "etc/passwd", "etc/group", "etc/hosts");

    private final byte[] layer;

    private EmptyImage(byte[] layer) {
        this.layer = layer;
    }

    /** @param links of the root folder */
    static EmptyImage of(List<SystemView.Link> links) {
        return new EmptyImage(tar(tar -> {
            for (var folder : FOLDERS) {
                put(tar, new TarArchiveEntry(folder), 0755, "");
            }
            for (var link : links) {
                var entry = new TarArchiveEntry(link.at().substring(1), TarConstants.LF_SYMLINK);
                entry.setLinkName(link.target());
                put(tar, entry, 0777, "");
            }
            for (var file : FILES) {
                put(tar, new TarArchiveEntry(file), 0444, "");
            }
            put(tar, new TarArchiveEntry("etc/nsswitch.conf"), 0444, Site.NAME_SERVICES);
        }));
    }

    /** Differs if the content differs. */
    String tag() {
        return digest().substring(0, 16);
    }

    /** As an engine loads it. */
    byte[] archive(String name) {
        var arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
        var config = """
                {"architecture":"%s","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""".formatted(arch, digest());
        var manifest = """
                [{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]""".formatted(name);
        return tar(tar -> {
            put(tar, new TarArchiveEntry("config.json"), 0444, config);
            put(tar, new TarArchiveEntry("manifest.json"), 0444, manifest);
            put(tar, new TarArchiveEntry("layer.tar"), 0444, layer);
        });
    }

    private String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(layer));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    @FunctionalInterface
    private interface Filling {
        void into(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] tar(Filling filling) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            filling.into(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, String content)
            throws IOException {
        put(tar, entry, mode, content.getBytes(UTF_8));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, byte[] content)
            throws IOException {
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setModTime(0);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
