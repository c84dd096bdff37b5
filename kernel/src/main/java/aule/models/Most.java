package aule.models;

import aule.kernel.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most that a question to a model may use, known before it is asked.
 *
 * @param tokens in and out together
 * @param costNanos billionths of a US dollar; null if the model's price is not known
 */
public record Most(long tokens, @Nullable Long costNanos) {

    /** What a protocol puts around a message or a tool, generously. */
    private static final int WRAPPING = 64;

    /** Larger than what any provider counts for one. */
    private static final int IMAGE = 8_000;

    /** A token for each byte of the request, and the longest answer that is asked for, at the dearest price. */
    public static Most of(ModelSpec model, ChatModel.Request request) {
        return of(model, longest(request), request.maxTokens());
    }

    /** A token for each byte of the texts. */
    public static Most of(ModelSpec model, List<String> texts) {
        return of(model, texts.stream().mapToLong(it -> bytes(it) + WRAPPING).sum(), 0);
    }

    /** A token for each byte of what is to be seen, and the tokens of the largest picture at the price of one. */
    public static Most of(ModelSpec model, ImageModel.Wish wish) {
        return of(model, bytes(wish.prompt()) + WRAPPING, IMAGE, 1);
    }

    private static Most of(ModelSpec model, long in, long out) {
        return of(model, in, out, 0);
    }

    private static Most of(ModelSpec model, long in, long out, int pictures) {
        var price = model.price();
        var usage = new TokenUsage(in, out, 0, 0);
        return new Most(in + out, price == null ? null : dearest(price).cost(usage, pictures));
    }

    /** No token is shorter than a byte. */
    static long longest(ChatModel.Request request) {
        var bytes = bytes(request.system()) + WRAPPING;
        for (var message : request.messages()) {
            bytes += bytes(message) + WRAPPING;
        }
        for (var tool : request.tools()) {
            bytes += bytes(tool.name().value()) + bytes(tool.description()) + bytes(tool.parameters()) + WRAPPING;
        }
        return bytes + (request.schema() == null ? 0 : bytes(request.schema()));
    }

    private static long bytes(ChatModel.Message message) {
        return switch (message) {
            case ChatModel.Message.User said ->
                bytes(said.text()) + (long) said.images().size() * IMAGE;
            case ChatModel.Message.Assistant said ->
                bytes(said.text())
                        + said.toolCalls().stream()
                                .mapToLong(it -> bytes(it.name()) + bytes(it.arguments()))
                                .sum();
            case ChatModel.Message.ToolResult result -> bytes(result.output());
        };
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Price dearest(Price price) {
        var write = price.cacheWriteNanos();
        return write == null || write <= price.inputNanos()
                ? price
                : new Price(write, price.outputNanos(), null, null, price.pictureNanos());
    }
}
