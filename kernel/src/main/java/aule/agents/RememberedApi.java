package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on the result cache of {@code api/agents.yaml}. */
final class RememberedApi {

    record Body(@Nullable Boolean enabled, @Nullable Long maxBytes) {}

    private final Remembered remembered;

    RememberedApi(Remembered remembered) {
        this.remembered = remembered;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "showAnswerCache", _ -> Answer.ok(remembered.state()),
                "changeAnswerCache", this::change,
                "emptyAnswerCache", this::empty);
    }

    private Answer change(Call call) {
        var body = call.body(Body.class);
        return Answer.ok(remembered.choose(body.enabled(), body.maxBytes()));
    }

    private Answer empty(Call call) {
        remembered.forget();
        return Answer.noContent();
    }
}
