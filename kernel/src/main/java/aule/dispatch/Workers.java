package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who works on which kind of task. */
final class Workers {

    private final Map<String, Dispatch.Worker> workers = new ConcurrentHashMap<>();

    void add(String kind, Dispatch.Worker worker) {
        if (kind.isEmpty() || kind.contains(":") || workers.putIfAbsent(kind, worker) != null) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "The kind '%s' has a worker already, or a colon in its name; choose another.".formatted(kind));
        }
    }

    void work(String id) throws InterruptedException {
        var worker = workers.get(Job.kind(id));
        if (worker == null) {
            throw new AuleException(
                    ErrorCode.INTERNAL, "Nobody handles tasks of the kind '%s' here.".formatted(Job.kind(id)));
        }
        worker.work(Job.key(id));
    }
}
