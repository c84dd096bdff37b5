package aule.models.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The model in memory. Several threads may ask it at the same time; nobody may once it is closed. */
final class Encoder implements AutoCloseable {

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Passages passages;
    private final int first;
    private final int last;

    private Encoder(OrtEnvironment environment, OrtSession session, WordPiece words) {
        this.environment = environment;
        this.session = session;
        this.passages = new Passages(words);
        this.first = words.id("[CLS]");
        this.last = words.id("[SEP]");
    }

    /** @throws OrtException or a {@code LinkageError} if the library does not run on this machine */
    static Encoder load() throws OrtException {
        var words = words();
        var environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        try (var options = new SessionOptions()) {
            // Whoever asks computes, so that no thread waits for the next question.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setCPUArenaAllocator(false);
            return new Encoder(environment, environment.createSession(bytes(MODEL), options), words);
        }
    }

    /** The vocabulary alone. */
    static WordPiece words() {
        var vocabulary = new HashMap<String, Integer>();
        new JsonMapper()
                .readTree(bytes(TOKENIZER))
                .path("model")
                .path("vocab")
                .forEachEntry((token, id) -> vocabulary.put(token, id.asInt()));
        return new WordPiece(vocabulary);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Encoder.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The class path has no %s; build Aule again.".formatted(resource));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<int[]> passages(String text) {
        return passages.of(text);
    }

    /** The mean of what the model makes of each token, one long. */
    float[] vector(int[] passage) throws OrtException {
        var tokens = new long[passage.length + 2];
        Arrays.setAll(tokens, it -> it == 0 ? first : it > passage.length ? last : passage[it - 1]);
        var ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (var ids = tensor(tokens);
                var mask = tensor(ones);
                var kinds = tensor(new long[tokens.length]);
                var result = session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", kinds))) {
            var sum = new Sum();
            for (var token : ((float[][][]) result.get(0).getValue())[0]) {
                sum.add(token, 1);
            }
            return sum.direction();
        }
    }

    private OnnxTensor tensor(long[] numbers) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(numbers), new long[] {1, numbers.length});
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
