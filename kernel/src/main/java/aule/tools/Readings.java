package aule.tools;

import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What files held when a run last read or wrote them, so that it does not write over what somebody else did since. It
 * is kept for the kernel's life only, and the latest of it; what is not known here is not in conflict.
 */
final class Readings {

    private static final int MOST = 50_000;

    private record Key(RunId run, ProjectId project, String path) {}

    private final Map<Key, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
            return size() > MOST;
        }
    };

    synchronized void saw(RunId run, ProjectId project, String path, String version) {
        known.put(new Key(run, project, path), version);
    }

    synchronized Optional<String> version(RunId run, ProjectId project, String path) {
        return Optional.ofNullable(known.get(new Key(run, project, path)));
    }

    synchronized void forget(RunId run, ProjectId project, String path) {
        known.remove(new Key(run, project, path));
    }
}
