package aule.models.minilm;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import aule.models.Price;
import aule.models.minilm.Lodging.Loader;
import aule.models.minilm.Lodging.Pause;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Makes vectors without a network. It is loaded when it is first asked and let go of when nobody has asked it for five
 * minutes. A text of more than 126 tokens is read in passages, whose vectors are averaged by their length.
 */
public final class MiniLm implements EmbeddingModel, AutoCloseable {

    static final String ID = "builtin/all-minilm-l6-v2";

    /** How many numbers a vector has; its length is one. */
    public static final int DIMENSIONS = 384;

    public static final ModelSpec SPEC = new ModelSpec(
                    ID,
                    "all-minilm-l6-v2",
                    "builtin",
                    "embedding",
                    "22.7M",
                    "",
                    true,
                    true,
                    Passages.LONGEST + 2,
                    new ModelSpec.Supports(false, false, false, false, true))
            .withPrice(Price.FREE);

    private final Lodging lodging;

    /** Computing holds a carrier thread, of which others want some too. */
    private final Semaphore seats =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** Loads nothing yet. */
    public MiniLm(InstantSource clock) {
        this(Encoder::load, clock, Thread::sleep);
    }

    MiniLm(Loader loader, InstantSource clock, Pause pause) {
        this.lodging = new Lodging(loader, clock, pause);
    }

    @Override
    public ModelSpec spec() {
        return SPEC;
    }

    /** Interrupting the thread ends it before the next passage. */
    @Override
    public Embeddings embed(List<String> texts) throws InterruptedException {
        if (texts.stream().anyMatch(String::isBlank)) {
            throw wordless();
        }
        var vectors = new ArrayList<float[]>(texts.size());
        var tokens = 0L;
        for (var text : texts) {
            var sum = new Sum();
            for (var passage : passages(text)) {
                sum.add(vector(passage), passage.length);
                tokens += passage.length;
            }
            vectors.add(sum.direction());
        }
        return new Embeddings(vectors, new TokenUsage(tokens, 0, 0, 0));
    }

    private List<int[]> passages(String text) {
        var passages = lodging.use(it -> it.passages(text));
        if (passages.isEmpty()) {
            throw wordless();
        }
        return passages;
    }

    private static AuleException wordless() {
        return new AuleException(
                ErrorCode.INVALID, "A text without a word in it has no meaning to make a vector of; leave it out.");
    }

    private float[] vector(int[] passage) throws InterruptedException {
        seats.acquire();
        try {
            return lodging.use(it -> it.vector(passage));
        } finally {
            seats.release();
        }
    }

    /** Whether it is in memory now. */
    boolean isLoaded() {
        return lodging.isLoaded();
    }

    @Override
    public void close() {
        lodging.close();
    }
}
