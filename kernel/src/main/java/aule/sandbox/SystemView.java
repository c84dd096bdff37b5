package aule.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The read-only part of the host that commands see: programs and libraries, a few public settings, and toolchains that
 * live elsewhere; never anybody's home.
 *
 * @param path the PATH inside
 */
record SystemView(List<Shown> shown, List<Link> links, String path) {

    /** A file or folder of the host and where it is seen. */
    record Shown(String from, String to) {}

    /** A symbolic link and what it says. */
    record Link(String at, String target) {}

    private static final List<String> ROOTS = List.of("/bin", "/sbin", "/lib", "/lib64", "/lib32");
    private static final List<String> TREES = List.of("/usr", "/opt", "/nix/store");
    /** Each costs a mount at every start, so only what common programs cannot do without. */
    private static final List<String> SETTINGS = List.of(
            "alternatives",
            "ld.so.cache",
            "ssl/certs",
            "ssl/openssl.cnf",
            "pki/tls/certs",
            "pki/ca-trust/extracted",
            "crypto-policies",
            "fonts",
            "localtime",
            "mime.types",
            "services",
            "maven",
            "ImageMagick-6");

    private static final List<String> TOOLCHAINS = List.of("node", "java", "python3");
    private static final String STANDARD_PATH = "/usr/local/bin:/usr/bin:/bin";

    static SystemView here() {
        var shown = new ArrayList<Shown>();
        var links = new ArrayList<Link>();
        TREES.stream().filter(it -> Files.isDirectory(Path.of(it))).forEach(it -> shown.add(new Shown(it, it)));
        ROOTS.forEach(it -> root(shown, links, Path.of(it)));
        settings().forEach(it -> shown.add(new Shown(it, it)));
        var folders = new LinkedHashSet<String>();
        TOOLCHAINS.forEach(it -> toolchain(it).ifPresent(folder -> {
            shown.add(new Shown(folder.toString(), "/tools/" + it));
            folders.add("/tools/" + it + "/bin");
        }));
        return new SystemView(List.copyOf(shown), List.copyOf(links), String.join(":", path(folders)));
    }

    /** As arguments for bubblewrap. */
    List<String> binds() {
        var words = new ArrayList<>(List.of("--dir", "/etc"));
        links.forEach(it -> words.addAll(List.of("--symlink", it.target(), it.at())));
        shown.forEach(it -> words.addAll(List.of("--ro-bind", it.from(), it.to())));
        return words;
    }

    private static List<String> path(Set<String> more) {
        var all = new ArrayList<String>();
        all.add(STANDARD_PATH);
        all.addAll(more);
        return all;
    }

    /** On most systems /bin and its like are links into /usr; elsewhere they are folders. */
    private static void root(List<Shown> shown, List<Link> links, Path folder) {
        try {
            if (Files.isSymbolicLink(folder)) {
                links.add(new Link(
                        folder.toString(), Files.readSymbolicLink(folder).toString()));
            } else if (Files.isDirectory(folder)) {
                shown.add(new Shown(folder.toString(), folder.toString()));
            }
        } catch (IOException e) {
            // A link that vanished between two looks is not part of the system.
        }
    }

    private static List<String> settings() {
        var etc = Path.of("/etc");
        var found = new ArrayList<>(
                SETTINGS.stream().map(etc::resolve).filter(Files::exists).toList());
        try (Stream<Path> all = Files.list(etc)) {
            all.filter(it -> it.getFileName().toString().startsWith("java-")).forEach(found::add);
        } catch (IOException e) {
            // Without a listing Java's settings stay out; everything else is there.
        }
        return found.stream().map(Path::toString).sorted().toList();
    }

    /** The folder of a toolchain that the system's folders do not offer, if it can be shown without showing a home. */
    private static Optional<Path> toolchain(String program) {
        var found = Machine.tool(program);
        if (found.isEmpty() || visible(found.get())) {
            return Optional.empty();
        }
        try {
            var bin = found.get().toRealPath().getParent();
            return Optional.ofNullable(bin == null ? null : bin.getParent()).filter(it -> offered(it, program));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean visible(Path file) {
        return TREES.stream().anyMatch(it -> file.startsWith(it))
                || ROOTS.stream().anyMatch(it -> file.startsWith(it));
    }

    private static boolean offered(Path folder, String program) {
        var home =
                Path.of(System.getProperty("user.home", "/")).toAbsolutePath().normalize();
        return folder.getNameCount() > 1
                && !home.startsWith(folder)
                && !folder.equals(home.resolve(".local"))
                && Files.isExecutable(folder.resolve("bin").resolve(program))
                && Files.isDirectory(folder.resolve("lib"));
    }
}
