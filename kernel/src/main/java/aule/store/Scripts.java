package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The migration scripts of a room as they lie on the class path, in a folder or in a jar. */
final class Scripts {

    private Scripts() {}

    static String folder(String room) {
        return "db/" + room;
    }

    /** A text that changes whenever a script of the room is added, removed, renamed or edited. */
    static String fingerprint(String room) {
        try {
            var scripts = new TreeMap<String, Long>();
            for (var place : Collections.list(Scripts.class.getClassLoader().getResources(folder(room)))) {
                collect(place, scripts);
            }
            if (scripts.isEmpty()) {
                throw new AuleException(
                        ErrorCode.INTERNAL,
                        "The room '%s' has no scripts in %s; add one or leave it out.".formatted(room, folder(room)));
            }
            return scripts.toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void collect(URL place, SortedMap<String, Long> into) throws IOException {
        if (place.openConnection() instanceof JarURLConnection connection) {
            fromJar(connection, into);
        } else {
            fromFolder(Path.of(URI.create(place.toString())), into);
        }
    }

    /** A jar keeps the checksum of each entry. */
    private static void fromJar(JarURLConnection connection, SortedMap<String, Long> into) throws IOException {
        var folder = connection.getEntryName() + "/";
        connection.getJarFile().stream()
                .filter(entry -> entry.getName().startsWith(folder) && !entry.isDirectory())
                .forEach(entry -> into.put(entry.getName().substring(folder.length()), entry.getCrc()));
    }

    private static void fromFolder(Path folder, SortedMap<String, Long> into) throws IOException {
        try (var files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (var file : files) {
                var checksum = new CRC32();
                checksum.update(Files.readAllBytes(file));
                into.put(String.valueOf(file.getFileName()), checksum.getValue());
            }
        }
    }
}
