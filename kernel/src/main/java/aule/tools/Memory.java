package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import aule.workspace.Entry;
import java.util.Optional;

/** What the run of one call knows of a project's files. A call by hand knows nothing. */
record Memory(Desk desk, Readings readings, Tool.Call call) {

    /** Remembers what the file holds, as the run has just read or written it. */
    void saw(String path, byte[] content) {
        note(path, Sha256.of(content).hex());
    }

    /** The same for a file of which only a part was read. */
    void saw(String path) {
        version(path).ifPresent(it -> note(path, it));
    }

    /** Forgets a name that now stands for something else by the run's own doing. */
    void forget(String path) {
        var run = call.run();
        if (run != null) {
            readings.forget(run, call.project(), desk.name(path));
        }
    }

    /** Whether the run has seen the file as it is now. */
    boolean isCurrent(String path) {
        return known(path).isPresent() && known(path).equals(version(path));
    }

    /**
     * Makes sure that nobody changed the file since the run read or wrote it; one that it never saw may be written.
     *
     * @throws AuleException with {@code STALE_REVISION} if somebody did
     */
    void unchanged(String path) {
        var known = known(path);
        if (known.isEmpty()) {
            return;
        }
        var now = version(path);
        if (now.isPresent() && !now.equals(known)) {
            throw new AuleException(
                    ErrorCode.STALE_REVISION,
                    "'%s' was changed by somebody else since you read it, so nothing was changed now; read it again and repeat your change."
                            .formatted(path));
        }
    }

    private void note(String path, String version) {
        var run = call.run();
        if (run != null) {
            readings.saw(run, call.project(), desk.name(path), version);
        }
    }

    private Optional<String> known(String path) {
        var run = call.run();
        return run == null ? Optional.empty() : readings.version(run, call.project(), desk.name(path));
    }

    /** The content's hash; of a large file when it last changed. Empty if there is no file. */
    private Optional<String> version(String path) {
        return desk.find(path)
                .filter(it -> it.kind() == Entry.Kind.FILE)
                .map(it -> it.size() <= Desk.LARGEST
                        ? Sha256.of(desk.read(path)).hex()
                        : "%s/%d".formatted(it.stamp(), it.size()));
    }
}
