package aule.agents;

import aule.agents.loop.KnownAnswers;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import aule.kernel.TokenUsage;
import aule.kernel.Transactions;
import aule.models.ChatModel;
import aule.schema.Json;
import aule.store.Blobs;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Keeps which answer a request had; the answers themselves are blobs. */
final class SqlAnswers implements KnownAnswers {

    private static final String KEEP = """
            INSERT INTO agents_answer (request, answer, at) VALUES (:request, :answer, :at)
            ON CONFLICT (request) DO UPDATE SET answer = excluded.answer, at = excluded.at
            """;

    private static final String FIND = "SELECT answer FROM agents_answer WHERE request = :request";

    /** An answer that was cut off or kept back may be better the next time. */
    private static final Set<String> WHOLE = Set.of("stop", "tool_calls");

    /** Everything that an answer depends on. */
    private record Asked(String model, String baseUrl, ChatModel.Request request) {}

    private record Kept(String text, String thought, List<ChatModel.ToolCall> toolCalls, String finish) {}

    private final Transactions<Handle> transactions;
    private final Blobs blobs;
    private final InstantSource clock;

    SqlAnswers(Transactions<Handle> transactions, Blobs blobs, InstantSource clock) {
        this.transactions = transactions;
        this.blobs = blobs;
        this.clock = clock;
    }

    @Override
    public Optional<ChatModel.Reply> recall(ChatModel model, ChatModel.Request request) {
        return transactions
                .read(handle -> handle.createQuery(FIND)
                        .bind("request", name(model, request))
                        .mapTo(String.class)
                        .findOne())
                .flatMap(this::read);
    }

    /** What is gone or broken is asked for again. */
    private Optional<ChatModel.Reply> read(String hash) {
        try {
            var kept = Json.wire().readValue(blobs.read(new Sha256(hash)), Kept.class);
            return Optional.of(new ChatModel.Reply(
                    kept.text(), kept.thought(), kept.toolCalls(), kept.finish(), TokenUsage.NONE, 0, 0));
        } catch (AuleException gone) {
            if (gone.code() != ErrorCode.NOT_FOUND && gone.code() != ErrorCode.INTERNAL) {
                throw gone;
            }
            return Optional.empty();
        }
    }

    @Override
    public void keep(ChatModel model, ChatModel.Request request, ChatModel.Reply reply) {
        if (!WHOLE.contains(reply.finish())) {
            return;
        }
        var kept = new Kept(reply.text(), reply.thought(), reply.toolCalls(), reply.finish());
        var hash = blobs.put(Json.wire().writeValueAsBytes(kept));
        transactions.write(handle -> handle.createUpdate(KEEP)
                .bind("request", name(model, request))
                .bind("answer", hash.hex())
                .bind("at", clock.millis())
                .execute());
    }

    private static String name(ChatModel model, ChatModel.Request request) {
        var asked = new Asked(model.spec().id(), model.spec().baseUrl(), request);
        return Sha256.of(Json.wire().writeValueAsString(asked).getBytes(StandardCharsets.UTF_8))
                .hex();
    }
}
