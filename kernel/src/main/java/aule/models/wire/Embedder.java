package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A model that makes vectors behind any of the protocols. */
final class Embedder implements EmbeddingModel {

    /** A local model may have to be loaded first. */
    static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(5), Duration.ofMinutes(3), Duration.ofMinutes(10), 64L << 20);

    /** What a protocol calls things. */
    interface Dialect {

        String path(String model);

        /** How many texts go in one request at most. */
        int most();

        JsonNode question(String model, List<String> texts);

        /** The vectors in the order of the texts. */
        List<JsonNode> vectors(JsonNode answer);

        /** Tokens read; zero if it does not say. */
        long tokens(JsonNode answer);
    }

    private final ModelSpec spec;
    private final Server server;
    private final Dialect dialect;
    private final Patience patience;

    Embedder(ModelSpec spec, Server server, Dialect dialect, Patience patience) {
        this.spec = spec;
        this.server = server;
        this.dialect = dialect;
        this.patience = patience;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Embeddings embed(List<String> texts) throws InterruptedException {
        if (texts.stream().anyMatch(String::isBlank)) {
            throw new AuleException(
                    ErrorCode.INVALID, "A text without a word in it has no meaning to make a vector of; leave it out.");
        }
        var vectors = new ArrayList<float[]>();
        var tokens = 0L;
        for (var from = 0; from < texts.size(); from += dialect.most()) {
            var some = texts.subList(from, Math.min(from + dialect.most(), texts.size()));
            var answer =
                    server.post(spec.id(), dialect.path(spec.name()), dialect.question(spec.name(), some), patience);
            take(dialect.vectors(answer), some.size(), vectors);
            tokens += dialect.tokens(answer);
        }
        return new Embeddings(vectors, new TokenUsage(tokens, 0, 0, 0));
    }

    private void take(List<JsonNode> sent, int asked, List<float[]> vectors) {
        if (sent.size() != asked) {
            throw malformed("sent %d vectors for %d texts".formatted(sent.size(), asked));
        }
        for (var vector : sent) {
            var numbers = numbers(vector);
            if (numbers.length == 0 || (!vectors.isEmpty() && vectors.getFirst().length != numbers.length)) {
                throw malformed("sent vectors of different lengths");
            }
            vectors.add(numbers);
        }
    }

    private float[] numbers(JsonNode vector) {
        var numbers = new float[vector.size()];
        for (var at = 0; at < numbers.length; at++) {
            numbers[at] = (float) vector.path(at).asDouble(Double.NaN);
            if (!Float.isFinite(numbers[at])) {
                throw malformed("sent a vector with something else than numbers in it");
            }
        }
        return numbers;
    }

    private AuleException malformed(String what) {
        return new Blame(spec.id(), server).malformed(what);
    }
}
