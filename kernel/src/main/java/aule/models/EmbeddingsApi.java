package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Money;
import aule.kernel.ProjectId;
import aule.kernel.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operation that makes vectors, of {@code api/models.yaml}. */
final class EmbeddingsApi {

    private static final long MOST_BYTES = 1 << 20;

    record EmbedBody(
            List<String> texts,
            @Nullable String model,
            @Nullable ProjectId projectId) {}

    record EmbeddingList(
            String model,
            int dimensions,
            List<float[]> vectors,
            int count,
            TokenUsage usage,
            @Nullable String cost,
            String currency) {}

    private final Embedders embedders;
    private final PaidModels paid;

    EmbeddingsApi(Embedders embedders, PaidModels paid) {
        this.embedders = embedders;
        this.paid = paid;
    }

    Map<String, Handler> handlers() {
        return Map.of("embedTexts", this::embed);
    }

    private Answer embed(Call call) {
        var body = call.body(EmbedBody.class);
        requireFitting(body.texts());
        var who = call.principal();
        var account = new Account(who.org(), who.user(), body.projectId(), null, null);
        var model = paid.embedding(account, embedders.choose(body.model()));
        var made = made(model, body.texts());
        var price = model.spec().price();
        return Answer.ok(new EmbeddingList(
                model.spec().id(),
                made.vectors().getFirst().length,
                made.vectors(),
                made.vectors().size(),
                made.usage(),
                price == null ? null : Money.text(price.cost(made.usage())),
                "USD"));
    }

    private static EmbeddingModel.Embeddings made(EmbeddingModel model, List<String> texts) {
        try {
            return model.embed(texts);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel stops; ask again when it is back.", stopping);
        }
    }

    private static void requireFitting(List<String> texts) {
        var bytes = texts.stream()
                .mapToLong(it -> it.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (bytes > MOST_BYTES) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE,
                    "The texts have %,d bytes together, and %,d go in one request; send them in several."
                            .formatted(bytes, MOST_BYTES));
        }
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new AuleException(
                    ErrorCode.INVALID, "A text without a word in it has no meaning to make a vector of; leave it out.");
        }
    }
}
