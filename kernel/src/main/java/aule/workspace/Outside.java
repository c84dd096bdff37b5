package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;

/**
 * The files of this machine outside the workspaces, for calls that a person said yes to. A path is first made real:
 * absolute, with every link followed. That is what the person reads, and the door opens exactly that and passes no
 * link, so that nobody can put another place behind a yes. Some places stay closed whatever anybody says.
 */
public final class Outside {

    private static final Path TOP = Path.of("/");

    private final ClosedPlaces closed;
    private final Path person;

    private Outside(ClosedPlaces closed, Path person) {
        this.closed = closed;
        this.person = person;
    }

    /**
     * @param own the kernel's own folders, which exist and stay closed
     * @param person the folder that {@code ~} means
     */
    public static Outside of(List<Path> own, Path person) {
        return new Outside(new ClosedPlaces(own), person);
    }

    /**
     * Where a path leads on this machine, whether or not something is there.
     *
     * @param from the folder in which a relative path begins
     * @param itself whether a link at the end of the path is meant itself
     * @throws AuleException with {@code INVALID} for what is no path here or ends at a link that leads nowhere
     */
    public Path real(String path, Path from, boolean itself) {
        return Way.alone(path, () -> follow(from.resolve(written(path)).normalize(), itself, path));
    }

    /**
     * Whether a real path leads where no yes does.
     *
     * @param changes whether what is there may be changed with all that is in it
     */
    public boolean isClosed(String real, boolean changes) {
        try {
            var path = Path.of(real);
            return closed.hold(path) || (changes && closed.lieBelow(path));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    /**
     * The door to files by their real, absolute paths. It passes no link.
     *
     * @param real the path with which the caller will come
     * @throws AuleException with {@code PATH_DENIED} if it is closed
     */
    public Beneath files(String real, boolean changes) {
        if (isClosed(real, changes)) {
            throw new AuleException(
                    ErrorCode.PATH_DENIED, "'%s' is a place that stays closed to agents.".formatted(real));
        }
        return Way.alone(real, () -> Beneath.straight(Ground.of(TOP, OptionalInt.empty())));
    }

    private String written(String path) {
        var slashed = path.replace('\\', '/');
        if (slashed.indexOf('\0') >= 0 || slashed.matches("[A-Za-z]:/.*")) {
            throw Names.invalid(path, "is no path of this machine; name one that begins with a slash.");
        }
        return slashed.equals("~") || slashed.startsWith("~/") ? person + slashed.substring(1) : slashed;
    }

    /** What is missing at the end of the way stays as it is. */
    private static Path follow(Path path, boolean itself, String asked) throws IOException {
        var rest = new ArrayDeque<Path>();
        var at = path;
        if (itself && at.getParent() != null) {
            rest.push(at.getFileName());
            at = at.getParent();
        }
        while (true) {
            try {
                return rest.stream().reduce(at.toRealPath(), Path::resolve);
            } catch (NoSuchFileException missing) {
                if (Files.isSymbolicLink(at) || at.getParent() == null) {
                    throw Names.invalid(asked, "passes a link that leads nowhere; name the place itself.");
                }
                rest.push(at.getFileName());
                at = at.getParent();
            }
        }
    }
}
