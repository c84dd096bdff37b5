package aule.agents.loop.context;

import aule.agents.Settings;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.Models;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Has a cheap model write summaries; where none can or it fails, the kernel's own digest stands in. */
public final class ModelScribe implements Scribe {

    private static final int PATIENT_FOR = 2;
    private static final int RARELY = 4;

    private final Writers writers;
    private final Settings settings;

    public ModelScribe(Models models, Settings settings) {
        this.writers = new Writers(models, settings.context().model());
        this.settings = settings;
    }

    @Override
    public Summary write(Assignment assignment, UnaryOperator<ChatModel> hold) throws InterruptedException {
        var failed = assignment.notebook().failures();
        if (failed >= PATIENT_FOR && failed % RARELY != 0) {
            return digest(assignment, "The last %d summaries failed, so none was asked for.".formatted(failed), null);
        }
        var writer = writers.choose(assignment.own());
        return writer.isEmpty()
                ? digest(assignment, "There is no model here that can write one.", null)
                : ask(assignment, writer.get(), hold);
    }

    private Summary ask(Assignment assignment, ChatModel writer, UnaryOperator<ChatModel> hold)
            throws InterruptedException {
        var id = writer.spec().id();
        var heard = new Bounds(Math.max(64_000L, assignment.bytes() * 4L));
        try {
            var timed = new Timed(writer, settings.context().patience());
            var reply = hold.apply(timed).chat(Commission.of(assignment, Window.of(writer.spec(), settings)), heard);
            var text = reply.text().strip();
            var cost = writer.spec().cost(reply.usage());
            return Plausible.fault(text)
                    .map(fault -> digest(assignment, "%s %s".formatted(id, fault), id, reply.usage(), cost))
                    .orElseGet(() -> new Summary(fitting(text, assignment.bytes()), "", id, reply.usage(), cost));
        } catch (AuleException failure) {
            if (failure.code() == ErrorCode.BUDGET_EXCEEDED) {
                throw failure;
            }
            var said = Words.clip(failure.sentence(), 300);
            return digest(assignment, said, id, TokenUsage.NONE, writer.spec().cost(TokenUsage.NONE));
        }
    }

    private static String fitting(String text, int bytes) {
        return Words.bytes(text) <= bytes ? text : Words.head(text, bytes - 3) + "…";
    }

    private static Summary digest(Assignment assignment, String failure, @Nullable String model) {
        return digest(assignment, failure, model, TokenUsage.NONE, null);
    }

    private static Summary digest(
            Assignment assignment, String failure, @Nullable String model, TokenUsage usage, @Nullable Long costNanos) {
        var text = Digest.of(assignment.notebook().summary(), assignment.steps(), assignment.bytes());
        return new Summary(text, failure, model, usage, costNanos);
    }
}
