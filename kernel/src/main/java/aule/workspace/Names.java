package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns whatever a request calls a path into a plain relative one, in the request's own words when it cannot. */
final class Names {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4000;
    private static final String ROOT_INSIDE = "/workspace";
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*");

    private Names() {}

    /**
     * Forward slashes only, no empty part, no dots; empty for the root. {@code /workspace} is what commands call the
     * root, and {@code ~} is their home, which is the same.
     */
    static String plain(String path) {
        var slashed = path.replace('\\', '/').replaceAll("/+", "/");
        if (slashed.equals("~") || slashed.startsWith("~/")) {
            slashed = ROOT_INSIDE + slashed.substring(1);
        }
        if (slashed.equals(ROOT_INSIDE) || slashed.startsWith(ROOT_INSIDE + "/")) {
            slashed = slashed.substring(ROOT_INSIDE.length()).replaceFirst("^/", "");
        }
        if (slashed.indexOf('\0') >= 0
                || slashed.startsWith("/")
                || DRIVE.matcher(slashed).matches()) {
            throw denied(path);
        }
        return String.join("/", parts(slashed, path));
    }

    /** An absolute path as the system calls it, without its first slash. */
    static String absolute(String path) {
        var plain = path.startsWith("/") ? path.substring(1) : "..";
        var steps = List.of(plain.split("/", -1));
        var odd = steps.stream().anyMatch(it -> it.isEmpty() || it.equals(".") || it.equals("..") || it.contains("\0"));
        if (odd && !path.equals("/")) {
            throw invalid(path, "is not the plain path of a place; begin it with a slash and leave dots out.");
        }
        return String.join("/", parts(plain, path));
    }

    /** Where a link's target leads, seen from the link's folder; parts may be two dots. */
    static List<String> target(String target, String folder, String asked) {
        if (!target.startsWith("/")) {
            var all = new ArrayList<>(split(folder));
            all.addAll(split(target));
            return all;
        }
        if (target.equals(ROOT_INSIDE) || target.startsWith(ROOT_INSIDE + "/")) {
            return split(target.substring(ROOT_INSIDE.length()));
        }
        throw denied(asked);
    }

    static List<String> split(String path) {
        return List.of(path.split("/", -1)).stream()
                .filter(it -> !it.isEmpty() && !it.equals("."))
                .toList();
    }

    static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    static String folderOf(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static AuleException denied(String path) {
        return new AuleException(
                ErrorCode.PATH_DENIED,
                "The path '%s' leads outside the workspace; use a path inside it.".formatted(shown(path)));
    }

    static AuleException linked(String path) {
        return new AuleException(
                ErrorCode.PATH_DENIED,
                "The path '%s' passes a link, which is not followed out here; name the place itself."
                        .formatted(shown(path)));
    }

    static AuleException missing(String path) {
        var where = path.startsWith("/") && !path.startsWith(ROOT_INSIDE) ? "on this machine" : "in the workspace";
        return new AuleException(
                ErrorCode.NOT_FOUND, "There is no file or folder '%s' %s.".formatted(shown(path), where));
    }

    static AuleException invalid(String path, String what) {
        return new AuleException(ErrorCode.INVALID, "'%s' %s".formatted(shown(path), what));
    }

    static AuleException conflict(String path, String what) {
        return new AuleException(ErrorCode.CONFLICT, "'%s' %s".formatted(shown(path), what));
    }

    private static List<String> parts(String slashed, String path) {
        var parts = new ArrayList<String>();
        for (var part : split(slashed)) {
            if (!part.equals("..")) {
                parts.add(checked(part, path));
            } else if (parts.isEmpty()) {
                throw denied(path);
            } else {
                parts.removeLast();
            }
        }
        if (String.join("/", parts).getBytes(UTF_8).length > LONGEST_PATH) {
            throw invalid(path, "is longer than a path can be; use shorter names.");
        }
        return parts;
    }

    private static String checked(String part, String path) {
        if (part.getBytes(UTF_8).length > LONGEST_NAME) {
            throw invalid(path, "has a part that is longer than a name can be (255 bytes); use a shorter one.");
        }
        return part;
    }

    /** Long or unprintable text is not repeated whole. */
    private static String shown(String path) {
        var clean = path.replaceAll("\\p{Cntrl}", "\uFFFD");
        return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
    }
}
