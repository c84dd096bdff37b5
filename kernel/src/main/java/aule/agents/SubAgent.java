package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that works for another one, as the watchers of a conversation see it.
 *
 * @param subAgentId the id of the run
 * @param parentId the run that it works for
 * @param modelId the model that answered last, else the one that was wanted; null for the persona's
 * @param task what it was given to do
 * @param status {@code pending}, {@code running}, {@code done} or {@code failed}
 * @param runStatus the same in the words of runs
 * @param thought what it thought or said before its last step, null before the first
 * @param result its answer, once it has one
 * @param error why there will be no answer
 */
record SubAgent(
        RunId subAgentId,
        @Nullable RunId parentId,
        ConversationId conversationId,
        String personaName,
        String personaColor,
        String personaIcon,
        @Nullable String modelId,
        String task,
        String status,
        RunStatus runStatus,
        @Nullable String thought,
        @Nullable String result,
        @Nullable String error) {

    /** Who does the work, by name, colour and icon. */
    record Look(String name, String color, String icon) {}

    /** A run and what it thought last. */
    record Standing(RunState run, @Nullable String thought) {

        static Standing of(List<Envelope> history) {
            var standing = new Standing(RunState.begin(history.getFirst()), null);
            for (var event : history.subList(1, history.size())) {
                standing = standing.then(event);
            }
            return standing;
        }

        Standing then(Envelope event) {
            return new Standing(run.then(event.body(), event.at()), thought(event));
        }

        private @Nullable String thought(Envelope event) {
            return event.body() instanceof RunEvent.ModelAnswered answer
                            && !Steps.thought(answer).isBlank()
                    ? Steps.thought(answer)
                    : thought;
        }
    }

    static SubAgent of(Standing standing, Look look, ConversationId chat) {
        var run = standing.run();
        var wanted = run.started().model();
        var asked = run.work().model();
        return new SubAgent(
                run.id(),
                run.started().parentId(),
                chat,
                look.name(),
                look.color(),
                look.icon(),
                asked == null ? wanted : asked,
                run.started().goal(),
                word(run.status()),
                run.status(),
                standing.thought(),
                run.ended() instanceof RunEvent.Completed end ? end.answer() : null,
                error(run));
    }

    private static String word(RunStatus status) {
        return switch (status) {
            case QUEUED -> "pending";
            case RUNNING, WAITING, PAUSED, RETRYING -> "running";
            case COMPLETED -> "done";
            case FAILED, CANCELLED -> "failed";
        };
    }

    private static @Nullable String error(RunState run) {
        return switch (run.ended()) {
            case RunEvent.Failed end -> end.detail();
            case RunEvent.Cancelled end -> end.reason();
            case RunEvent.Completed _ -> null;
            case null -> null;
        };
    }
}
