package aule.agents.past;

import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.UserId;
import aule.kernel.WholeOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one run takes over from another: what its model was told and did, and nothing of how it was scheduled. */
public final class Past {

    /** The most events that one {@code run.inherited} holds. */
    static final int MOST = 100;

    private Past() {}

    /** What the model of a run was told and did, in order, with what the run itself had taken over. */
    public static List<RunEvent> of(List<Envelope> history) {
        var all = history.stream()
                .flatMap(event -> event.body() instanceof RunEvent change ? told(change) : Stream.of())
                .toList();
        return withoutDoubts(all);
    }

    private static Stream<RunEvent> told(RunEvent event) {
        return switch (event) {
            case RunEvent.Inherited past -> past.events().stream();
            case RunEvent.ModelAnswered _,
                    RunEvent.ToolCalled _,
                    RunEvent.ToolAnswered _,
                    RunEvent.Messaged _,
                    RunEvent.Settled _,
                    RunEvent.AnswerRefused _,
                    RunEvent.Compacted _ -> Stream.of(event);
            default -> Stream.of();
        };
    }

    /** A call that had only begun is not begun here. */
    private static List<RunEvent> withoutDoubts(List<RunEvent> events) {
        var answered = events.stream()
                .filter(RunEvent.ToolAnswered.class::isInstance)
                .map(it -> ((RunEvent.ToolAnswered) it).callId())
                .collect(Collectors.toSet());
        return events.stream()
                .filter(it -> !(it instanceof RunEvent.ToolCalled call) || answered.contains(call.callId()))
                .toList();
    }

    /**
     * The same in the hands of somebody.
     *
     * @param here whether an output is kept here; of others only what the model was shown is left
     */
    public static List<RunEvent> owned(List<RunEvent> past, UserId owner, Predicate<Sha256> here) {
        return past.stream()
                .map(event -> event instanceof RunEvent.ToolAnswered answer ? owned(answer, owner, here) : event)
                .toList();
    }

    private static RunEvent owned(RunEvent.ToolAnswered it, UserId owner, Predicate<Sha256> here) {
        var whole = it.whole();
        if (whole == null) {
            return it;
        }
        return it.with(
                it.output(),
                here.test(whole.sha256())
                        ? new WholeOutput(whole.handle(), whole.sha256(), whole.bytes(), owner)
                        : null);
    }

    /** The same as events of the run that takes it over. */
    public static List<RunEvent.Inherited> inherited(RunId run, RunId source, List<RunEvent> past) {
        var parts = new ArrayList<RunEvent.Inherited>();
        for (var from = 0; from < past.size(); from += MOST) {
            parts.add(new RunEvent.Inherited(run, source, past.subList(from, Math.min(past.size(), from + MOST))));
        }
        return parts;
    }
}
