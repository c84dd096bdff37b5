package aule.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where no yes leads: the kernel's own folders, the machine's insides, and where keys and passwords usually lie. */
final class ClosedPlaces {

    private static final List<String> INSIDES = List.of(
            "/proc",
            "/sys",
            "/dev",
            "/run",
            "/boot",
            "/etc/shadow",
            "/etc/shadow-",
            "/etc/gshadow",
            "/etc/gshadow-",
            "/etc/master.passwd",
            "/etc/sudoers",
            "/etc/sudoers.d",
            "/etc/ssh",
            "/etc/ssl/private",
            "/etc/krb5.keytab");

    /** Files and folders that hold keys in whatever folder they are, in lower case. */
    private static final List<String> KEYS = List.of(
            ".aule",
            ".ssh",
            ".gnupg",
            ".aws",
            ".azure",
            ".kube",
            ".config/gcloud",
            ".docker/config.json",
            ".netrc",
            ".pgpass",
            ".git-credentials",
            ".password-store",
            ".local/share/keyrings",
            "library/keychains");

    private final List<Path> trees = new ArrayList<>();

    /** @param own the kernel's own folders, which exist */
    ClosedPlaces(List<Path> own) {
        own.forEach(this::add);
        INSIDES.forEach(it -> add(Path.of(it)));
    }

    /** As it is named and as it is really called on this machine. */
    private void add(Path tree) {
        trees.add(tree);
        try {
            trees.add(tree.toRealPath());
        } catch (IOException e) {
            // There is none here.
        }
    }

    /** Whether a real path is such a place or in one. */
    boolean hold(Path real) {
        var steps = (real + "/").toLowerCase(Locale.ROOT);
        return trees.stream().anyMatch(real::startsWith)
                || KEYS.stream().anyMatch(it -> steps.contains("/" + it + "/"));
    }

    /** Whether such a place is below a real path, so that whoever changes the one changes the other. */
    boolean lieBelow(Path real) {
        return trees.stream().anyMatch(it -> it.startsWith(real));
    }
}
