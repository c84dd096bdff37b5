package aule.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * A language model of half a megabyte that llama.cpp loads and that babbles: the shape of a llama with random weights,
 * always the same for a seed, over a vocabulary of bytes. One direction of its weights is not random: it makes sure
 * that only letters and spaces are said, or only what can be printed, one a token.
 */
public final class TinyGguf {

    /** How many tokens it can read and write in one chat. */
    public static final int CONTEXT = 32_768;

    private static final int WIDTH = 64;
    private static final int INNER = 128;
    private static final int HEADS = 4;
    private static final int LAYERS = 2;
    private static final int ALIGNMENT = 32;
    private static final int FLOATS = 0;

    /** Unknown, begin and end stand before the bytes. */
    private static final int BEGIN = 1;

    private static final int END = 2;
    private static final int BYTES = 3;
    private static final int VOCABULARY = BYTES + 256;

    private static final float NEVER = -1;
    private static final float LIKE_ANY_OTHER = 1;
    private static final float OFTEN = 1.3f;
    private static final float ALWAYS = 5;

    private static final int TEXT = 8;
    private static final int ARRAY = 9;

    /** How the metadata of each kind of value is marked. */
    private enum Kind {
        UINT(4),
        INT(5),
        FLOAT(6),
        BOOL(7);

        private final int mark;

        Kind(int mark) {
            this.mark = mark;
        }
    }

    private record Tensor(String name, FloatBuffer values, List<Integer> shape) {}

    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();
    private final Random random;
    private final float end;
    private final IntPredicate speakable;

    private TinyGguf(long seed, String architecture, float end, String template) {
        this(seed, architecture, end, template, it -> it == ' ' || (it >= 'a' && it <= 'z'));
    }

    private TinyGguf(long seed, String architecture, float end, String template, IntPredicate speakable) {
        this.random = new Random(seed);
        this.end = end;
        this.speakable = speakable;
        describe(architecture, template);
        spell();
        weigh();
    }

    /** One that babbles until it is told to stop. */
    public static byte[] babbling(long seed) {
        return new TinyGguf(seed, "llama", NEVER, template("{{ message.content }}", "")).bytes();
    }

    /** One that hears only who spoke, which is quick however much was said, says a few words and stops. */
    public static byte[] brief(long seed) {
        return new TinyGguf(seed, "llama", LIKE_ANY_OTHER, template("", "")).bytes();
    }

    /** One that hears only who spoke, and says any sign, often a quotation mark; a grammar makes sense of it. */
    public static byte[] wild(long seed) {
        return new TinyGguf(seed, "llama", LIKE_ANY_OTHER, template("", ""), it -> it >= ' ' && it <= '~').bytes();
    }

    /** One that ends its answer with the first token. */
    public static byte[] silent(long seed) {
        return new TinyGguf(seed, "llama", ALWAYS, template("{{ message.content }}", "")).bytes();
    }

    /** One whose answers begin inside its reasoning, which it never ends. */
    public static byte[] pondering(long seed) {
        return new TinyGguf(seed, "llama", NEVER, template("{{ message.content }}", "<think>")).bytes();
    }

    /** One in a whole file that llama.cpp does not know how to run. */
    public static byte[] foreign(String architecture) {
        return new TinyGguf(7, architecture, NEVER, template("{{ message.content }}", "")).bytes();
    }

    private static String template(String heard, String begun) {
        return "{%% for message in messages %%}<{{ message.role }}>%s\n{%% endfor %%}<assistant>%s"
                .formatted(heard, begun);
    }

    /** How many tokens a prompt has: one a byte, where a blank has three, one of its own stands first, and a mark begins. */
    public static int tokens(String prompt) {
        return 1 + (" " + prompt).replace(' ', '\u2581').getBytes(StandardCharsets.UTF_8).length;
    }

    /** Puts a file into a folder as a whole. */
    public static Path drop(Path folder, String name, byte[] model) {
        try {
            Files.createDirectories(folder);
            var half = Files.write(folder.resolve(name + ".part"), model);
            return Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(String architecture, String template) {
        metadata.put("general.architecture", architecture);
        metadata.put("general.name", "Tiny");
        metadata.put(architecture + ".context_length", CONTEXT);
        metadata.put(architecture + ".embedding_length", WIDTH);
        metadata.put(architecture + ".block_count", LAYERS);
        metadata.put(architecture + ".feed_forward_length", INNER);
        metadata.put(architecture + ".attention.head_count", HEADS);
        metadata.put(architecture + ".attention.head_count_kv", HEADS);
        metadata.put(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
        metadata.put(architecture + ".rope.dimension_count", WIDTH / HEADS);
        metadata.put(architecture + ".vocab_size", VOCABULARY);
        metadata.put("tokenizer.chat_template", template);
    }

    private void spell() {
        var tokens = new String[VOCABULARY];
        var kinds = new int[VOCABULARY];
        tokens[0] = "<unk>";
        tokens[BEGIN] = "<s>";
        tokens[END] = "</s>";
        kinds[0] = 2;
        kinds[BEGIN] = 3;
        kinds[END] = 3;
        for (var value = 0; value < 256; value++) {
            tokens[BYTES + value] = "<0x%02X>".formatted(value);
            kinds[BYTES + value] = 6;
        }
        metadata.put("tokenizer.ggml.model", "llama");
        metadata.put("tokenizer.ggml.tokens", tokens);
        metadata.put("tokenizer.ggml.scores", new float[VOCABULARY]);
        metadata.put("tokenizer.ggml.token_type", kinds);
        metadata.put("tokenizer.ggml.bos_token_id", BEGIN);
        metadata.put("tokenizer.ggml.eos_token_id", END);
        metadata.put("tokenizer.ggml.unknown_token_id", 0);
        metadata.put("tokenizer.ggml.add_bos_token", true);
    }

    private void weigh() {
        add("token_embd.weight", leaning(_ -> 1), WIDTH, VOCABULARY);
        for (var layer = 0; layer < LAYERS; layer++) {
            var block = "blk.%d.".formatted(layer);
            add(block + "attn_norm.weight", ones(), WIDTH);
            for (var part : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
                add(block + part + ".weight", noise(WIDTH * WIDTH), WIDTH, WIDTH);
            }
            add(block + "ffn_norm.weight", ones(), WIDTH);
            add(block + "ffn_gate.weight", noise(WIDTH * INNER), WIDTH, INNER);
            add(block + "ffn_up.weight", noise(WIDTH * INNER), WIDTH, INNER);
            add(block + "ffn_down.weight", noise(WIDTH * INNER), INNER, WIDTH);
        }
        add("output_norm.weight", ones(), WIDTH);
        add("output.weight", leaning(this::liking), WIDTH, VOCABULARY);
    }

    private void add(String name, float[] values, Integer... shape) {
        tensors.add(new Tensor(name, FloatBuffer.wrap(values), List.of(shape)));
    }

    private float[] noise(int count) {
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian() * 0.05f;
        }
        return values;
    }

    private static float[] ones() {
        var values = new float[WIDTH];
        Arrays.fill(values, 1);
        return values;
    }

    /** Noise, but for the one direction in which every text points. */
    private float[] leaning(IntToDoubleFunction lean) {
        var values = noise(VOCABULARY * WIDTH);
        for (var token = 0; token < VOCABULARY; token++) {
            values[token * WIDTH] = (float) lean.applyAsDouble(token);
        }
        return values;
    }

    private float liking(int token) {
        if (token == BYTES + '"' && speakable.test('"')) {
            return OFTEN;
        }
        return token == END ? end : speakable.test(token - BYTES) ? LIKE_ANY_OTHER : NEVER;
    }

    private byte[] bytes() {
        var head = new Writing();
        head.raw("GGUF".getBytes(StandardCharsets.US_ASCII))
                .number(3)
                .count(tensors.size())
                .count(metadata.size());
        metadata.forEach((key, value) -> value(head.text(key), value));
        var offset = 0L;
        for (var tensor : tensors) {
            head.text(tensor.name()).number(tensor.shape().size());
            for (var dimension : tensor.shape()) {
                head.count(dimension);
            }
            head.number(FLOATS).count(offset);
            offset += (long) tensor.values().capacity() * Float.BYTES;
        }
        head.pad();
        tensors.forEach(it -> {
            for (var value : it.values().array()) {
                head.number(Float.floatToRawIntBits(value));
            }
            head.pad();
        });
        return head.bytes();
    }

    private static void value(Writing out, Object value) {
        switch (value) {
            case String text -> out.number(TEXT).text(text);
            case Integer number -> out.number(Kind.UINT.mark).number(number);
            case Float number -> out.number(Kind.FLOAT.mark).number(Float.floatToRawIntBits(number));
            case Boolean flag -> out.number(Kind.BOOL.mark).raw(new byte[] {(byte) (flag ? 1 : 0)});
            case String[] texts -> {
                out.number(ARRAY).number(TEXT).count(texts.length);
                List.of(texts).forEach(out::text);
            }
            case int[] numbers -> {
                out.number(ARRAY).number(Kind.INT.mark).count(numbers.length);
                for (var number : numbers) {
                    out.number(number);
                }
            }
            case float[] numbers -> {
                out.number(ARRAY).number(Kind.FLOAT.mark).count(numbers.length);
                for (var number : numbers) {
                    out.number(Float.floatToRawIntBits(number));
                }
            }
            default -> throw new IllegalArgumentException("GGUF has no " + value.getClass());
        }
    }

    /** Little-endian numbers and texts with their lengths. */
    private static final class Writing {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writing raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        Writing number(int value) {
            return raw(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
        }

        Writing count(long value) {
            return raw(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
        }

        Writing text(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return count(bytes.length).raw(bytes);
        }

        void pad() {
            while (out.size() % ALIGNMENT != 0) {
                out.write(0);
            }
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
