package aule.gateway;

import aule.api.Answer;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.schema.Json;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation for clients that know nothing but four kinds of frames: system, status, assistant and error. Each
 * message continues the conversation of the one before unless it names another.
 */
final class ThinChat implements Sockets.Reader {

    private static final Logger LOG = LoggerFactory.getLogger(ThinChat.class);

    private final Line line;
    private final Commands commands;
    private final Ids ids;
    private final Duration heartbeat;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile String conversation = "";

    ThinChat(Line line, Commands commands, Ids ids, Duration heartbeat) {
        this.line = line;
        this.commands = commands;
        this.ids = ids;
        this.heartbeat = heartbeat;
    }

    @Override
    public void begin() throws InterruptedException {
        line.send(frame("system")
                .put("text", "Send {\"message\": \"…\"}; every message goes on where the last one ended."));
    }

    /** Answers elsewhere, so that the line is read on and a client that leaves is noticed. */
    @Override
    public void read(String text) throws InterruptedException {
        if (!busy.compareAndSet(false, true)) {
            line.send(error(ErrorCode.CONFLICT, "The message before is still being answered; wait for its answer."));
            return;
        }
        Thread.ofVirtual().name("aule-socket-chat").start(() -> {
            try {
                answer(text);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void answer(String text) throws InterruptedException {
        try {
            follow(commands.run(line.credentials(), said(text)));
        } catch (AuleException refused) {
            free(error(refused.code(), refused.sentence()));
            if (refused.code() == ErrorCode.UNAUTHENTICATED) {
                line.end(Line.End.UNKNOWN);
            }
        } catch (RuntimeException bug) {
            var request = ids.next("req");
            LOG.error("{} a message could not be answered", request, bug);
            free(error(ErrorCode.INTERNAL, Problem.bug(request).detail()));
        }
    }

    private ObjectNode said(String text) {
        if (!(Json.parse(text) instanceof ObjectNode said)) {
            throw new AuleException(ErrorCode.INVALID, "Say something as {\"message\": \"…\"}.");
        }
        if (!said.has("conversation_id") && !conversation.isEmpty()) {
            said.put("conversation_id", conversation);
        }
        return said.put("stream", true).put("type", "chat.send");
    }

    private void follow(Answer answer) throws InterruptedException {
        if (!(answer.body() instanceof Answer.Body.Events(var feed))) {
            throw new IllegalStateException("The chat answered without a stream.");
        }
        line.attach(feed);
        try (feed) {
            var over = false;
            while (!over && line.open()) {
                var next = feed.next(heartbeat);
                if (next.isPresent()) {
                    over = tell(
                            next.get().event(),
                            Json.wire().valueToTree(next.get().data()));
                } else if (feed.ended()) {
                    free(error(
                            ErrorCode.UNAVAILABLE, "The kernel stopped telling; the run goes on without this line."));
                    over = true;
                }
            }
        } finally {
            line.detach(feed);
        }
    }

    /** Returns whether that was the answer. */
    private boolean tell(String event, JsonNode data) throws InterruptedException {
        switch (event) {
            case "connected" -> {
                conversation = data.path("conversation_id").asString("");
                line.send(status("started", data, "").put("conversation_id", conversation));
            }
            case "step" ->
                line.send(status("working", data, data.at("/step/action").asString("")));
            case "sub_agent" ->
                line.send(status(
                        "working",
                        data,
                        "%s: %s"
                                .formatted(
                                        data.path("persona_name").asString(""),
                                        data.path("status").asString(""))));
            case "confirmation.requested" ->
                line.send(status("waiting", data, data.path("preview").asString("")));
            case "confirmation.resolved" -> line.send(status("working", data, ""));
            case "message" -> {
                free(ended(data));
                return true;
            }
            default -> {
                // pieces and messages that the answer repeats
            }
        }
        return false;
    }

    /** Whoever has read the last frame of an answer may speak again. */
    private void free(ObjectNode last) throws InterruptedException {
        busy.set(false);
        line.send(last);
    }

    private static ObjectNode ended(JsonNode answer) {
        var run = answer.path("run_id").asString("");
        var problem = answer.path("error");
        var frame = problem.isObject()
                ? frame("error")
                        .put("code", problem.path("code").asString(""))
                        .put("error", problem.path("detail").asString(""))
                : frame("assistant").put("text", answer.path("response").asString(""));
        return frame.put("run_id", run)
                .put("conversation_id", answer.path("conversation_id").asString(""));
    }

    private static ObjectNode status(String status, JsonNode data, String text) {
        return frame("status")
                .put("status", status)
                .put("run_id", data.path("run_id").asString(""))
                .put("text", text);
    }

    private static ObjectNode error(ErrorCode code, String sentence) {
        return frame("error").put("code", code.wire()).put("error", sentence);
    }

    private static ObjectNode frame(String type) {
        return Json.wire().createObjectNode().put("type", type);
    }
}
