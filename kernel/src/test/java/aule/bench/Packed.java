package aule.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** The classes of this process as jars, and an AOT cache made from them, so that a kernel starts as a built one does. */
final class Packed {

    private final Path cache;
    private final String classPath;

    Packed(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.cache = folder.resolve("kernel.aot");
        var parts = new ArrayList<String>();
        for (var part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(part);
            parts.add(
                    Files.isDirectory(path)
                            ? jar(path, folder.resolve(parts.size() + ".jar")).toString()
                            : part);
        }
        this.classPath = String.join(File.pathSeparator, parts);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var all = Files.walk(classes)) {
            for (var path : all.filter(it -> !it.equals(classes)).toList()) {
                var name = classes.relativize(path).toString();
                out.putNextEntry(new ZipEntry(Files.isDirectory(path) ? name + "/" : name));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }

    /** What the virtual machine is told in the life from which the cache is made, once it stops in order. */
    List<String> recording() {
        return List.of("-XX:AOTCacheOutput=" + cache, "-cp", classPath);
    }

    /** What it is told in every other life. */
    List<String> cached() {
        if (!Files.exists(cache)) {
            throw new UncheckedIOException(new IOException("The cache was not made; see kernel.log in the home."));
        }
        return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error", "-cp", classPath);
    }
}
