package aule.agents;

import aule.kernel.Sha256;
import aule.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps which answer a request had, and whether answers are to be kept. */
final class SqlAnswers {

    private static final String KEEP = """
            INSERT INTO agents_answer (request, answer, bytes, at) VALUES (:request, :answer, :bytes, :at)
            ON CONFLICT (request) DO UPDATE SET answer = excluded.answer, bytes = excluded.bytes, at = excluded.at
            """;

    private static final String FIND = "SELECT answer FROM agents_answer WHERE request = :request";

    private static final String HELD =
            "SELECT count(*) AS answers, COALESCE(SUM(bytes), 0) AS bytes FROM agents_answer";

    private static final String OLDEST = """
            DELETE FROM agents_answer WHERE request IN (SELECT request FROM agents_answer ORDER BY at, request LIMIT :most)
            """;

    private static final String EMPTY = "DELETE FROM agents_answer";

    private static final String CHOSEN = "SELECT enabled, max_bytes FROM agents_remembering";

    private static final String CHOOSE = """
            INSERT INTO agents_remembering (one, enabled, max_bytes) VALUES (1, :enabled, :maxBytes)
            ON CONFLICT (one) DO UPDATE SET enabled = excluded.enabled, max_bytes = excluded.max_bytes
            """;

    /** How many leave at once to make room. */
    private static final int LEAVING = 64;

    /** How many answers there are, and their bytes. */
    record Held(long answers, long bytes) {}

    /** What somebody chose. */
    record Chosen(boolean enabled, long maxBytes) {}

    private final Transactions<Handle> transactions;

    SqlAnswers(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    Optional<String> find(Sha256 request) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("request", request.hex())
                .mapTo(String.class)
                .findOne());
    }

    /** Keeps an answer; the oldest make room for it. */
    void keep(Sha256 request, String answer, long at, long maxBytes) {
        transactions.write(handle -> {
            handle.createUpdate(KEEP)
                    .bind("request", request.hex())
                    .bind("answer", answer)
                    .bind("bytes", answer.getBytes(StandardCharsets.UTF_8).length)
                    .bind("at", at)
                    .execute();
            return shrink(handle, maxBytes);
        });
    }

    private static int shrink(Handle handle, long maxBytes) {
        var gone = 0;
        for (var held = held(handle); held.bytes() > maxBytes; held = held(handle)) {
            gone += handle.createUpdate(OLDEST)
                    .bind("most", Math.clamp(held.answers() / 4, 1, LEAVING))
                    .execute();
        }
        return gone;
    }

    Held held() {
        return transactions.read(SqlAnswers::held);
    }

    private static Held held(Handle handle) {
        return handle.createQuery(HELD)
                .map((row, _) -> new Held(row.getLong("answers"), row.getLong("bytes")))
                .one();
    }

    void forget() {
        transactions.write(handle -> handle.createUpdate(EMPTY).execute());
    }

    /** Empty while nobody has chosen. */
    Optional<Chosen> chosen() {
        return transactions.read(handle -> handle.createQuery(CHOSEN)
                .map((row, _) -> new Chosen(row.getInt("enabled") == 1, row.getLong("max_bytes")))
                .findOne());
    }

    /** Answers that are too many under the new limit go at once. */
    void choose(Chosen choice) {
        transactions.write(handle -> {
            handle.createUpdate(CHOOSE)
                    .bind("enabled", choice.enabled() ? 1 : 0)
                    .bind("maxBytes", choice.maxBytes())
                    .execute();
            return shrink(handle, choice.maxBytes());
        });
    }
}
