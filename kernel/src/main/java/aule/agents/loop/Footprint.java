package aule.agents.loop;

import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.FileChange;
import aule.kernel.RunEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the calls of a run have done to the machine, gathered from its own events as they come. */
final class Footprint {

    private static final Set<String> LIMITS = Set.of(ErrorCode.PROCESS_LIMIT.wire(), ErrorCode.DISK_LIMIT.wire());

    private final Map<String, Long> files = new HashMap<>();
    private long bytes;
    private RunEvent.@Nullable ToolAnswered exceeded;

    void add(Event event) {
        if (!(event instanceof RunEvent.ToolAnswered answer)) {
            return;
        }
        answer.changes().forEach(this::add);
        if (LIMITS.contains(answer.error())) {
            exceeded = answer;
        }
    }

    /** What is moved adds nothing. */
    private void add(FileChange change) {
        switch (change.kind()) {
            case "moved" -> {
                // it lay somewhere else before
            }
            case "deleted" -> bytes -= Objects.requireNonNullElse(files.remove(change.path()), 0L);
            default ->
                bytes += change.bytes() - Objects.requireNonNullElse(files.put(change.path(), change.bytes()), 0L);
        }
    }

    /** The bytes of the files that its calls wrote and that are still there. */
    long bytes() {
        return bytes;
    }

    /** The call that was stopped because it did more to the machine than the run may. */
    Optional<RunEvent.ToolAnswered> exceeded() {
        return Optional.ofNullable(exceeded);
    }
}
