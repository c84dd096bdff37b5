package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Failures of a server as a person should read them: who failed, why, and what to do. No sentence holds the key.
 *
 * @param who whose failure it is, for example {@code openai/gpt-5.2}
 */
record Blame(String who, Server server) {

    private static final int SHOWN = 300;
    private static final String AGAIN = "Try again, or choose another model.";

    /** Something that the network does. */
    @FunctionalInterface
    interface Step<T extends @Nullable Object> {
        T run() throws InterruptedException;
    }

    /** Does it, and names who is behind the connection when it fails. */
    <T extends @Nullable Object> T during(Step<T> step) throws InterruptedException {
        try {
            return step.run();
        } catch (AuleException e) {
            throw of(e);
        }
    }

    /** What the connection said, with the name of who is behind it. */
    private AuleException of(AuleException failure) {
        var named = new AuleException(failure.code(), named(failure), failure);
        return failure.passes() ? named : named.lasting();
    }

    /** Where no model was asked, the address in the sentence names the server well enough. */
    private String named(AuleException failure) {
        var sentence = ended(hidden(failure.sentence()));
        if (who.equals(server.name())) {
            return sentence;
        }
        return failure.passes() ? "%s: %s %s".formatted(who, sentence, AGAIN) : "%s: %s".formatted(who, sentence);
    }

    /** An answer that is none. */
    AuleException of(Refusal refusal) {
        var told = told(refusal.json(), refusal.body());
        var sentence = refusal.kind().sentence(who, server, "HTTP " + refusal.status(), told);
        var failure = new AuleException(refusal.kind().code(), sentence);
        if (!refusal.kind().passes()) {
            return failure.lasting();
        }
        return refusal.retryAfter().map(failure::after).orElse(failure);
    }

    /** A piece of an answer, or the whole of it, that is what it should be. */
    JsonNode piece(String text) {
        return piece(Json.attempt(text), text);
    }

    /** @param text what the JSON was read from */
    JsonNode piece(JsonNode json, String text) {
        if (!json.isObject()) {
            throw unreadable(text);
        }
        if (json.hasNonNull("error")) {
            throw inside(json);
        }
        return json;
    }

    /** An error where a piece of the answer should be. */
    private AuleException inside(JsonNode piece) {
        var kind = Refusal.kind(0, piece);
        var told = told(piece, Json.write(piece));
        var failure = new AuleException(
                kind.code(), "%s failed while it answered: %s %s".formatted(who, ended(told), kind.remedy()));
        return kind.passes() ? failure : failure.lasting();
    }

    private AuleException unreadable(String text) {
        return failed("%s sent something that is not a JSON object: '%s'. %s"
                .formatted(
                        who, Json.clip(hidden(text), 120), "Check that its address and protocol are the right ones."));
    }

    AuleException unfinished() {
        return failed("%s ended in the middle of its answer. %s".formatted(who, AGAIN));
    }

    AuleException late(Duration patience) {
        return failed("%s kept the line open for %s without a word of its answer. %s"
                .formatted(who, Patience.words(patience), AGAIN));
    }

    AuleException endless(int most) {
        return failed(
                "%s does not stop: its answer passed %d characters and was cut off. %s".formatted(who, most, AGAIN));
    }

    AuleException malformed(String what) {
        return failed("%s %s. %s".formatted(who, what, AGAIN));
    }

    private static AuleException failed(String sentence) {
        return new AuleException(ErrorCode.PROVIDER_ERROR, sentence);
    }

    /** The sentence inside an error body, whatever its shape. */
    private String told(JsonNode json, String body) {
        var said = hidden(Refusal.sentence(json));
        if (said.isEmpty()) {
            said = body.isBlank() ? "it gave no reason." : hidden(body.strip());
        }
        return Json.clip(said, SHOWN);
    }

    private String hidden(String text) {
        return server.key() == null ? text : text.replace(server.key(), "****");
    }

    static String ended(String text) {
        return text.matches("(?s).*[.!?…]$") ? text : text + ".";
    }
}
