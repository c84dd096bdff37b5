package aule.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A home as the first kernel left it: the first tables of every room, filled as that kernel filled them. */
public final class OldHome {

    private static final List<String> ROOMS =
            List.of("journal", "access", "vault", "workspace", "system", "policy", "tools", "agents", "gateway");

    private static final String EVENT = """
            INSERT INTO journal_event
                (seq, id, org_id, project_id, stream, position, type, version, actor, correlation_id, at, body)
            VALUES (:seq, :id, 'org-local', 'proj-default', :stream, :position, :type, 1, :actor, :stream, :at, :body)
            """;

    private static final String STREAM = """
            INSERT INTO journal_stream (stream, org_id, position, epoch) VALUES (:stream, 'org-local', :position, 0)
            """;

    private static final String RUN = """
            INSERT INTO agents_run
                (id, org_id, seq, goal, owner_id, project_id, persona_id, conversation_id, priority, max_steps,
                 max_wall_ms, status, step, open_calls, tool_calls, tokens_in, tokens_out, cached_tokens, last_line,
                 pending, outcome, error_code, created_at, started_at, ended_at, last_at, worked_ms, unsaid)
            VALUES
                (:id, 'org-local', :seq, :goal, 'user-owner', 'proj-default', 'pers-assistant', :conversation, 3, 200,
                 3600000, :status, :step, 0, 0, 10, 5, 0, :line, '', :outcome, :code, :at, :startedAt, :endedAt, :at,
                 0, 0)
            """;

    private static final String CONVERSATION = """
            INSERT INTO agents_conversation (id, org_id, title, project_id, persona_id, created_at, updated_at, touched)
            VALUES (:id, 'org-local', :title, 'proj-default', 'pers-assistant', :at, :at, :seq)
            """;

    private static final String MESSAGE = """
            INSERT INTO agents_message (id, org_id, conversation_id, seq, role, content, run_id, created_at)
            VALUES (:id, 'org-local', :conversation, :seq, :role, :content, :run, :at)
            """;

    private static final long VERSION_7 = 0x7000;
    private static final long AT = 1_700_000_000_000L;

    private final Handle handle;
    private long seq;

    private OldHome(Handle handle) {
        this.handle = handle;
    }

    /** Something that the first kernel wrote into its database. */
    @FunctionalInterface
    public interface Filling {
        void into(OldHome home);
    }

    /** Lays the home into an empty folder. */
    public static void lay(Path folder, Filling filling) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        var url = "jdbc:sqlite:" + folder.resolve("aule.db");
        ROOMS.forEach(room -> Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/" + room)
                .table("flyway_" + room)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("1")
                .load()
                .migrate());
        Jdbi.create(url).useHandle(handle -> {
            var home = new OldHome(handle);
            filling.into(home);
            handle.execute("UPDATE journal_head SET seq = ?", home.seq);
        });
    }

    /** Puts a stream there with these events, each a type and the rest of its body. */
    public void stream(String stream, String actor, List<Map.Entry<String, String>> events) {
        var position = 0;
        for (var event : events) {
            seq++;
            position++;
            handle.createUpdate(EVENT)
                    .bind("seq", seq)
                    .bind("id", new UUID(VERSION_7, seq).toString())
                    .bind("stream", stream)
                    .bind("position", position)
                    .bind("type", event.getKey())
                    .bind("actor", actor)
                    .bind("at", AT + seq)
                    .bind("body", "{\"type\":\"%s\",%s}".formatted(event.getKey(), event.getValue()))
                    .execute();
        }
        handle.createUpdate(STREAM)
                .bind("stream", stream)
                .bind("position", position)
                .execute();
    }

    /** A run with its events; {@code end} is the last event and its words, both empty while it is queued. */
    public void run(String id, String goal, String conversation, Map.Entry<String, String> end) {
        var events = new ArrayList<Map.Entry<String, String>>();
        events.add(Map.entry("run.started", """
                "runId":"%s","goal":"%s","owner":"user-owner","projectId":"proj-default","personaId":"pers-assistant",
                %s"priority":3,"limits":{"maxSteps":200,"maxWallMs":3600000}""".formatted(
                        id, goal, conversation.isEmpty() ? "" : "\"conversationId\":\"%s\",".formatted(conversation))));
        var first = seq + 1;
        var status = end.getKey().isEmpty() ? "queued" : end.getKey().substring("run.".length());
        if (!status.equals("queued")) {
            events.add(Map.entry("run.dispatched", "\"runId\":\"%s\",\"epoch\":1,\"reason\":\"first\"".formatted(id)));
            events.add(Map.entry("model.answered", """
                    "runId":"%s","step":1,"model":"builtin/commands","thought":"","text":"%s","toolCalls":[],
                    "usage":{"tokensIn":10,"tokensOut":5,"cachedTokens":0,"reasoningTokens":0},"durationMs":5,
                    "firstTokenMs":2,"promptBytes":99,"promptSha256":"00\"""".formatted(id, end.getValue())));
            events.add(Map.entry(
                    end.getKey(),
                    status.equals("failed")
                            ? "\"runId\":\"%s\",\"code\":\"tool_failed\",\"detail\":\"%s\""
                                    .formatted(id, end.getValue())
                            : "\"runId\":\"%s\",\"answer\":\"%s\"".formatted(id, end.getValue())));
        }
        stream(id, id, events);
        var ended = !status.equals("queued");
        handle.createUpdate(RUN)
                .bind("id", id)
                .bind("seq", first)
                .bind("goal", goal)
                .bind("conversation", conversation.isEmpty() ? null : conversation)
                .bind("status", status)
                .bind("step", ended ? 1 : 0)
                .bind("line", end.getValue())
                .bind("outcome", ended ? end.getValue() : null)
                .bind("code", status.equals("failed") ? "tool_failed" : null)
                .bind("startedAt", ended ? AT + first : null)
                .bind("endedAt", ended ? AT + first : null)
                .bind("at", AT + first)
                .execute();
    }

    /** A conversation with its messages, each a role and its words. */
    public void conversation(String id, String title, String run, List<Map.Entry<String, String>> messages) {
        seq++;
        handle.createUpdate(CONVERSATION)
                .bind("id", id)
                .bind("title", title)
                .bind("at", AT + seq)
                .bind("seq", seq)
                .execute();
        for (var message : messages) {
            seq++;
            handle.createUpdate(MESSAGE)
                    .bind("id", "msg-old%d".formatted(seq))
                    .bind("conversation", id)
                    .bind("seq", seq)
                    .bind("role", message.getKey())
                    .bind("content", message.getValue())
                    .bind("run", run)
                    .bind("at", AT + seq)
                    .execute();
        }
    }
}
