package aule.agents.past;

import aule.agents.RunState;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a run's record, where another run can go its own way.
 *
 * @param events up to and including the place
 * @param edit what is to stand in the place of the last one
 */
public record Branch(List<Envelope> events, Edit edit) {

    public Branch {
        events = List.copyOf(events);
    }

    /**
     * @param at the position of an event; null for the whole record
     * @throws AuleException with {@code INVALID} if there is no such place, or nothing there that could be edited so
     */
    public static Branch of(Recording recording, @Nullable Long at, Edit edit) {
        var last = recording.events().getLast().position();
        if (at != null && (at < 1 || at > last)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The run '%s' has no event at %d; its events are at 1 to %d.".formatted(recording.run(), at, last));
        }
        var branch = new Branch(
                recording.events().stream()
                        .filter(it -> at == null || it.position() <= at)
                        .toList(),
                edit);
        branch.check();
        return branch;
    }

    private void check() {
        var fits = switch (edit) {
            case Edit.None _ -> true;
            case Edit.Answer _ -> last().body() instanceof RunEvent.ModelAnswered;
            case Edit.Result _ -> last().body() instanceof RunEvent.ToolAnswered;
        };
        if (!fits) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The event at %d is %s; another answer takes the place of a model.answered, another result that of a tool.answered."
                            .formatted(at(), last().type()));
        }
    }

    public Envelope last() {
        return events.getLast();
    }

    public long at() {
        return last().position();
    }

    /** The run as it was there. */
    public RunState run() {
        return RunState.of(events);
    }

    /** What another run takes over. */
    public List<RunEvent> past() {
        var past = new ArrayList<>(Past.of(events));
        switch (edit) {
            case Edit.None _ -> {
                // as it was
            }
            case Edit.Answer it -> past.set(past.size() - 1, answer((RunEvent.ModelAnswered) past.getLast(), it));
            case Edit.Result it -> past.set(past.size() - 1, result((RunEvent.ToolAnswered) past.getLast(), it));
        }
        return past;
    }

    private static RunEvent answer(RunEvent.ModelAnswered was, Edit.Answer now) {
        var calls = new ArrayList<RunEvent.ToolRequest>();
        for (var call : now.calls()) {
            var id = "edit-%d-%d".formatted(was.step(), calls.size() + 1);
            calls.add(new RunEvent.ToolRequest(id, call.tool(), call.arguments()));
        }
        return new RunEvent.ModelAnswered(
                was.runId(),
                was.step(),
                was.model(),
                now.thought(),
                now.text(),
                calls,
                TokenUsage.NONE,
                0,
                0,
                was.promptBytes(),
                was.promptSha256(),
                null,
                null,
                null,
                false,
                null,
                null);
    }

    private static RunEvent result(RunEvent.ToolAnswered was, Edit.Result now) {
        return new RunEvent.ToolAnswered(
                was.runId(),
                was.step(),
                was.callId(),
                was.tool(),
                now.ok(),
                now.output(),
                now.ok() ? "" : ErrorCode.TOOL_FAILED.wire(),
                null,
                false,
                0,
                null,
                was.changes());
    }

    /** The files as they were before a call that had begun there and had no answer yet. */
    public Optional<CheckpointId> beforeOpenCall() {
        var open = new ArrayList<RunEvent.ToolCalled>();
        for (var event : events) {
            if (event.body() instanceof RunEvent.ToolCalled call && call.checkpointId() != null) {
                open.add(call);
            } else if (event.body() instanceof RunEvent.ToolAnswered answer) {
                open.removeIf(it -> it.callId().equals(answer.callId()));
            }
        }
        return open.stream().findFirst().flatMap(it -> Optional.ofNullable(it.checkpointId()));
    }
}
