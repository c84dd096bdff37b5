package aule.agents.past;

import aule.kernel.Envelope;
import aule.kernel.ModelEvent;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.Choice;
import aule.models.ModelSpec;
import aule.models.Models;
import aule.models.Question;
import aule.models.Quirks;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The models of a record: they answer what they answered, and nobody outside is asked. */
final class TapeModels implements Models {

    private final Tape tape;
    private final List<Envelope> recorded;
    private final Function<String, ModelSpec> specs;

    TapeModels(Tape tape, List<Envelope> recorded, Function<String, ModelSpec> specs) {
        this.tape = tape;
        this.recorded = recorded;
        this.specs = specs;
    }

    /** The model that answered next, whoever was wanted. */
    @Override
    public ChatModel choose(@Nullable String wanted) {
        var from = tape.next().map(Envelope::position).orElse(Long.MAX_VALUE);
        var name = answers(from).or(() -> answers(0)).orElse("recorded/model");
        return new Recorded(tape, specs.apply(name));
    }

    /** The choice of the record, in its words; a record without one is played without. */
    @Override
    public Choice route(Question question) {
        return tape.next().map(Envelope::body).orElse(null) instanceof ModelEvent.Chosen made
                ? new Choice(new Recorded(tape, specs.apply(made.model())), made.rule(), made.why(), otherwise(made))
                : new Choice(choose(question.named()), "", "");
    }

    /** What it would have cost was said in the record. */
    private static Choice.@Nullable Otherwise otherwise(ModelEvent.Chosen made) {
        return made.otherwise() == null ? null : new Choice.Otherwise(made.otherwise(), null);
    }

    @Override
    public Optional<ChatModel> instead(String failed) {
        return tape.next().map(Envelope::body).orElse(null) instanceof ModelEvent.FellBack made
                ? Optional.of(new Recorded(tape, specs.apply(made.to())))
                : Optional.empty();
    }

    private Optional<String> answers(long from) {
        return recorded.stream()
                .filter(it -> it.position() >= from)
                .map(Envelope::body)
                .filter(RunEvent.ModelAnswered.class::isInstance)
                .map(it -> ((RunEvent.ModelAnswered) it).model())
                .findFirst();
    }

    @Override
    public List<ModelSpec> list() {
        return List.of();
    }

    @Override
    public Optional<ModelSpec> find(String id) {
        return Optional.of(specs.apply(id));
    }

    @Override
    public String defaultModel() {
        return choose(null).spec().id();
    }

    /** One model of the record. */
    private record Recorded(Tape tape, ModelSpec spec) implements ChatModel {

        @Override
        public Reply chat(Request request, Listener listener) {
            var next = tape.next().orElseThrow(Tape::over);
            return switch (next.body()) {
                case RunEvent.ModelAnswered answer ->
                    Replies.of(answer, tape.after(next).orElse(null), spec.dialect() == Quirks.Dialect.NATIVE);
                case RunEvent.Failed failed -> throw Tape.failure(failed);
                case RunEvent.Retrying failed -> throw Tape.failure(failed);
                case ModelEvent.FellBack failed -> throw Tape.failure(failed);
                case RunEvent.Dispatched _ -> throw Tape.over();
                default ->
                    throw tape.leave(Difference.missing(next.position(), next.body(), "the model is asked instead"));
            };
        }
    }
}
