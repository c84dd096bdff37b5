package aule.processes;

import aule.kernel.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs that ended lately: a call that was under way may still start something for one of them. */
final class EndedRuns {

    private static final int REMEMBERED = 1_000;

    private final Map<RunId, Boolean> ended = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized void add(RunId run) {
        ended.put(run, true);
    }

    synchronized boolean has(@Nullable RunId run) {
        return run != null && ended.containsKey(run);
    }
}
