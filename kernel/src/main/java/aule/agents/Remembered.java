package aule.agents;

import aule.agents.loop.KnownAnswers;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.schema.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The result cache: while it is on, an identical request to a model is answered as it was before. What is chosen on one
 * kernel holds on the others that share its database within seconds.
 */
final class Remembered implements KnownAnswers {

    /** Bytes of answers that are kept unless somebody chooses otherwise. */
    private static final long USUAL = 64_000_000;

    /** An answer that takes more of the room than a part like this is not kept. */
    private static final int PART = 16;

    private static final long FRESH_MS = Duration.ofSeconds(5).toMillis();

    /** An answer that was cut off or kept back may be better the next time. */
    private static final Set<String> WHOLE = Set.of("stop", "tool_calls");

    /** Everything that an answer depends on. */
    private record Asked(String model, String baseUrl, ChatModel.Request request) {}

    private record Kept(
            String text,
            String thought,
            List<ChatModel.ToolCall> toolCalls,
            String finish,
            @Nullable TokenUsage usage) {}

    private record Read(SqlAnswers.Chosen chosen, long at) {}

    /**
     * How the cache is.
     *
     * @param setBy who decided whether it is on: {@code environment}, {@code setting} or {@code default}
     * @param answers how many are kept
     * @param bytes that they take
     */
    record State(boolean enabled, String setBy, long answers, long bytes, long maxBytes) {}

    private final SqlAnswers table;
    private final @Nullable Boolean forced;
    private final InstantSource clock;
    private volatile @Nullable Read read;

    /** @param forced whether it is on whatever somebody chooses; null leaves it to them */
    Remembered(SqlAnswers table, @Nullable Boolean forced, InstantSource clock) {
        this.table = table;
        this.forced = forced;
        this.clock = clock;
    }

    @Override
    public Optional<Known> recall(ChatModel model, ChatModel.Request request) {
        return enabled() ? table.find(name(model, request)).flatMap(Remembered::known) : Optional.empty();
    }

    /** What is broken is asked for again. */
    private static Optional<Known> known(String text) {
        try {
            var kept = Json.wire().readValue(text, Kept.class);
            var reply = new ChatModel.Reply(
                    kept.text(), kept.thought(), kept.toolCalls(), kept.finish(), TokenUsage.NONE, 0, 0);
            return Optional.of(new Known(reply, Objects.requireNonNullElse(kept.usage(), TokenUsage.NONE)));
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(ChatModel model, ChatModel.Request request, ChatModel.Reply reply) {
        if (!WHOLE.contains(reply.finish()) || !enabled()) {
            return;
        }
        var kept = new Kept(reply.text(), reply.thought(), reply.toolCalls(), reply.finish(), reply.usage());
        var text = Json.wire().writeValueAsString(kept);
        var most = now().maxBytes();
        if (text.length() <= most / PART) {
            table.keep(name(model, request), text, clock.millis(), most);
        }
    }

    State state() {
        var held = table.held();
        var chosen = table.chosen();
        var setBy = forced != null ? "environment" : chosen.isPresent() ? "setting" : "default";
        var limit = chosen.orElse(usual()).maxBytes();
        return new State(enabled(), setBy, held.answers(), held.bytes(), limit);
    }

    /**
     * Changes what is given and keeps the rest.
     *
     * @throws AuleException with {@code CONFLICT} if the environment says otherwise
     */
    State choose(@Nullable Boolean enabled, @Nullable Long maxBytes) {
        if (enabled != null && forced != null && !enabled.equals(forced)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "AULE_RESULT_CACHE is '%s' in the kernel's environment; start it without that to choose here."
                            .formatted(forced ? "on" : "off"));
        }
        var before = table.chosen().orElse(usual());
        table.choose(new SqlAnswers.Chosen(
                Objects.requireNonNullElse(enabled, before.enabled()),
                Objects.requireNonNullElse(maxBytes, before.maxBytes())));
        read = null;
        return state();
    }

    void forget() {
        table.forget();
    }

    private boolean enabled() {
        return forced == null ? now().enabled() : forced;
    }

    private SqlAnswers.Chosen now() {
        var known = read;
        var at = clock.millis();
        if (known == null || at - known.at() > FRESH_MS) {
            known = new Read(table.chosen().orElse(usual()), at);
            read = known;
        }
        return known.chosen();
    }

    private static SqlAnswers.Chosen usual() {
        return new SqlAnswers.Chosen(false, USUAL);
    }

    private static Sha256 name(ChatModel model, ChatModel.Request request) {
        var asked = new Asked(model.spec().id(), model.spec().baseUrl(), request);
        return Sha256.of(Json.wire().writeValueAsString(asked).getBytes(StandardCharsets.UTF_8));
    }
}
