package aule.agents.past;

import aule.agents.loop.context.Scribe;
import aule.kernel.BudgetEvent;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import java.util.function.UnaryOperator;

/** The summaries of a record. */
record TapeScribe(Tape tape) implements Scribe {

    @Override
    public Summary write(Assignment assignment, UnaryOperator<ChatModel> hold) {
        var paid = tape.next().filter(it -> it.body() instanceof BudgetEvent.Reserved);
        paid.ifPresent(it -> tape.play(it.body()));
        var next = tape.next().orElseThrow(Tape::over);
        return switch (next.body()) {
            case RunEvent.Compacted it ->
                new Summary(it.summary(), it.failure(), it.model(), it.usage(), it.costNanos());
            case RunEvent.Dispatched _ -> throw Tape.over();
            default ->
                throw tape.leave(
                        Difference.missing(next.position(), next.body(), "older steps are summarised instead"));
        };
    }
}
