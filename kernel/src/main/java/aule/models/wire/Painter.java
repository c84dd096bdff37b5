package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.TokenUsage;
import aule.models.ChatModel.Image;
import aule.models.ImageModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A model that makes pictures behind any of the protocols. */
final class Painter implements ImageModel {

    /** A picture takes its time, and comes in one piece. */
    static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofMinutes(12), 64L << 20);

    /** What a protocol calls things. */
    interface Dialect {

        String path(String model);

        JsonNode question(String model, Wish wish);

        /** Empty if there is none in the answer. */
        Optional<Image> picture(JsonNode answer);

        TokenUsage usage(JsonNode answer);
    }

    private final ModelSpec spec;
    private final Server server;
    private final Dialect dialect;
    private final Patience patience;

    Painter(ModelSpec spec, Server server, Dialect dialect, Patience patience) {
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
    public Made make(Wish wish) throws InterruptedException {
        var answer = server.post(spec.id(), dialect.path(spec.name()), dialect.question(spec.name(), wish), patience);
        var picture = dialect.picture(answer)
                .orElseThrow(() -> new Blame(spec.id(), server).malformed("answered without a picture"));
        return new Made(picture, dialect.usage(answer));
    }
}
