package aule.agents.past;

import aule.agents.loop.context.Scribe;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.util.List;
import java.util.function.UnaryOperator;

/** The summaries of a record. */
record TapeScribe(Tape tape) implements Scribe {

    @Override
    public Summary write(Assignment assignment, UnaryOperator<ChatModel> hold) throws InterruptedException {
        var paid = tape.next().filter(it -> it.body() instanceof BudgetEvent.Reserved);
        paid.ifPresent(it -> tape.play(it.body()));
        var next = tape.next().orElseThrow(Tape::over);
        return switch (next.body()) {
            case RunEvent.Compacted it ->
                new Summary(it.summary(), it.failure(), it.model(), it.usage(), it.costNanos());
            case BudgetEvent.Exceeded _ -> throw refused(assignment, hold);
            case RunEvent.Waiting _ -> throw refused(assignment, hold);
            case RunEvent.Dispatched _ -> throw Tape.over();
            default ->
                throw tape.leave(
                        Difference.missing(next.position(), next.body(), "older steps are summarised instead"));
        };
    }

    /** The budget of the record says no, as it did then, before anybody is asked. */
    private static AuleException refused(Assignment assignment, UnaryOperator<ChatModel> hold)
            throws InterruptedException {
        var request = new ChatModel.Request("", List.of(), List.of(), 0, null);
        hold.apply(new Nobody(assignment.own())).chat(request, ChatModel.Listener.NONE);
        throw Tape.over();
    }

    /** A model that cannot be asked. */
    private record Nobody(ModelSpec spec) implements ChatModel {

        @Override
        public Reply chat(Request request, Listener listener) {
            throw Tape.over();
        }
    }
}
