package aule.tools;

import aule.kernel.Account;
import aule.kernel.ErrorCode;
import aule.models.ChatModel;
import aule.models.ImageModel;
import aule.models.ModelSpec;
import aule.models.Models;
import aule.models.PaidModels;
import aule.models.Painters;
import aule.models.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tools ask models by the way, paid for by the run that calls them. */
final class ModelErrands {

    private final Models models;
    private final PaidModels paid;
    private final Painters painters;

    ModelErrands(Models models, PaidModels paid, Painters painters) {
        this.models = models;
        this.paid = paid;
        this.painters = painters;
    }

    /**
     * The model for an errand.
     *
     * @param named {@code provider/model}; null for that of the role
     * @param purpose what it is for in one word
     * @throws aule.kernel.AuleException as {@link Models#choose}
     */
    ChatModel model(Tool.Call call, @Nullable String named, String role, String goal, int images, String purpose) {
        var choice = models.route(new Question(named, "", null, role, goal, List.of(), images));
        return paid.chat(account(call), purpose, choice.model());
    }

    /**
     * The model that makes pictures.
     *
     * @param named {@code provider/model}; null for the usual one
     * @throws aule.kernel.AuleException as {@link Painters#choose}
     */
    ImageModel painter(Tool.Call call, @Nullable String named) {
        return paid.image(account(call), painters.choose(named));
    }

    private static Account account(Tool.Call call) {
        return new Account(call.org(), call.owner(), call.project(), null, call.run());
    }

    /** What came of an answer: the text, or why there is none. */
    static Tool.Result.Ended answered(ModelSpec model, ChatModel.Reply reply) {
        var text = reply.text().strip();
        if (text.isEmpty()) {
            return Tool.Result.failure(
                    ErrorCode.PROVIDER_ERROR.wire(),
                    "%s answered nothing (%s); ask in other words or name another model."
                            .formatted(model.id(), reply.finish()));
        }
        return Tool.Result.success(cut(reply) ? text + "\n[Cut off at its longest length.]" : text);
    }

    static boolean cut(ChatModel.Reply reply) {
        return reply.finish().equals("length");
    }
}
