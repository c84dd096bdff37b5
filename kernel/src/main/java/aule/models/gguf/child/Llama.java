package aule.models.gguf.child;

import aule.models.gguf.Frame;
import aule.models.gguf.Frame.Chat;
import aule.models.gguf.Frame.Load;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import java.io.IOException;
import java.util.function.LongPredicate;
import tools.jackson.databind.json.JsonMapper;

/** One model in the hands of llama.cpp. */
final class Llama {

    /** Where frames for the kernel go. */
    @FunctionalInterface
    interface Say {
        void say(Frame frame) throws IOException;
    }

    /** One batch of a long prompt is read before a cancelled chat ends. */
    private static final int BATCH = 256;

    /** llama.cpp gives up a chat that fills its context to the last token instead of ending it. */
    private static final int SPARE = 2;

    private static final JsonMapper JSON = new JsonMapper();

    private final LlamaModel model;
    private final int context;
    private final boolean begins;

    Llama(Load load) {
        var parameters = new ModelParameters()
                .setModel(load.file())
                .setThreads(load.threads())
                .setCtxSize(load.context())
                .setBatchSize(BATCH)
                .setUbatchSize(BATCH)
                .disableContextShift()
                .enableJinja()
                .skipWarmup();
        if (load.gpuLayers() != null) {
            parameters.setGpuLayers(load.gpuLayers());
        }
        this.model = new LlamaModel(parameters);
        this.context = load.context();
        this.begins = load.begins();
    }

    /** Answers a chat, unless it turns out to be cancelled. */
    void answer(Chat chat, Say say, LongPredicate cancelled) throws IOException {
        var prompt = bound(chat, Astral.restored(model.applyTemplate(Astral.hidden(conversation(chat)))));
        var tokensIn = model.encode(prompt).length + (begins ? 1 : 0);
        var room = context - tokensIn - SPARE;
        if (room < 1) {
            say.say(new Frame.Failed(
                    chat.id(),
                    "The chat has %d tokens, and its context holds %d.".formatted(tokensIn, context - SPARE)));
            return;
        }
        say.say(new Frame.Begun(chat.id(), thinks(prompt)));
        var parameters = new InferenceParameters(prompt)
                .setNPredict(Math.min(room, chat.maxTokens()))
                .setCachePrompt(true);
        if (chat.temperature() != null) {
            parameters.setTemperature(chat.temperature().floatValue());
        }
        if (chat.schema() != null) {
            parameters.setGrammar(LlamaModel.jsonSchemaToGrammar(chat.schema()));
        }
        speak(chat.id(), model.generate(parameters).iterator(), tokensIn, say, cancelled);
    }

    /** A grammar leaves no room for reasoning, so that reasoning which the template began is over at once. */
    private static String bound(Chat chat, String prompt) {
        return chat.schema() != null && thinks(prompt) ? prompt + "\n\n</think>\n\n" : prompt;
    }

    private static boolean thinks(String prompt) {
        return prompt.stripTrailing().endsWith("<think>");
    }

    private static String conversation(Chat chat) {
        var body = JSON.createObjectNode();
        var messages = body.putArray("messages");
        chat.messages()
                .forEach(it -> messages.addObject().put("role", it.role()).put("content", it.content()));
        return JSON.writeValueAsString(body);
    }

    /** The token that ends an answer has no text, which tells it from one that was cut off. */
    private void speak(long id, LlamaIterator tokens, int tokensIn, Say say, LongPredicate cancelled)
            throws IOException {
        var tokensOut = 0;
        var ended = false;
        while (tokens.hasNext()) {
            if (cancelled.test(id)) {
                tokens.cancel();
                say.say(new Frame.Cancelled(id));
                return;
            }
            var text = tokens.next().text;
            if (tokens.hasNext()) {
                var count = count(text);
                tokensOut += count;
                ended = text.isEmpty();
                if (!ended) {
                    say.say(new Frame.Piece(id, text, count));
                }
            }
        }
        say.say(new Frame.Ended(id, ended ? "stop" : "length", tokensIn, tokensOut));
    }

    /** A piece is one token, unless several had to come together to make one character. */
    private int count(String text) {
        if (text.chars().allMatch(it -> it < 128)) {
            return 1;
        }
        return Math.max(1, model.encode("x" + text).length - model.encode("x").length);
    }
}
