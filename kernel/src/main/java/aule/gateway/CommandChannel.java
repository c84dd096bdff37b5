package aule.gateway;

import aule.api.Answer;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.schema.Json;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** One client's commands: each {@code {type, id, …}} is answered once, in order, under its own id. */
final class CommandChannel implements Sockets.Reader {

    private static final Logger LOG = LoggerFactory.getLogger(CommandChannel.class);
    private static final int A_MINUTE = 600;
    private static final int SUBSCRIPTIONS = 8;
    private static final int LONGEST_ID = 64;

    /** What went wrong with a command. */
    record Refusal(
            String type,
            String id,
            String error,
            ErrorCode code,
            @Nullable List<AuleException.Fault> errors) {}

    private final Line line;
    private final Commands commands;
    private final Ids ids;
    private final Duration heartbeat;
    private final Bucket bucket = Bucket.builder()
            .addLimit(it -> it.capacity(A_MINUTE).refillIntervally(A_MINUTE, Duration.ofMinutes(1)))
            .build();

    CommandChannel(Line line, Commands commands, Ids ids, Duration heartbeat) {
        this.line = line;
        this.commands = commands;
        this.ids = ids;
        this.heartbeat = heartbeat;
    }

    @Override
    public void read(String text) throws InterruptedException {
        if (!bucket.tryConsume(1)) {
            line.end(Line.End.TOO_MANY);
            return;
        }
        var id = "";
        try {
            var frame = frame(text);
            id = id(frame);
            answer(id, frame);
        } catch (AuleException refused) {
            line.send(refusal(id, refused));
            if (refused.code() == ErrorCode.UNAUTHENTICATED) {
                line.end(Line.End.UNKNOWN);
            }
        } catch (RuntimeException bug) {
            var request = ids.next("req");
            LOG.error("{} a command failed", request, bug);
            line.send(new Refusal("response.error", id, Problem.bug(request).detail(), ErrorCode.INTERNAL, null));
        }
    }

    private static ObjectNode frame(String text) {
        if (Json.parse(text) instanceof ObjectNode frame) {
            return frame;
        }
        throw new AuleException(ErrorCode.INVALID, "A command is one JSON object with type and id.");
    }

    private static String id(ObjectNode frame) {
        var id = frame.path("id");
        if (!id.isString() || id.asString().isEmpty() || id.asString().length() > LONGEST_ID) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A command has an id of 1 to %d characters; its answer carries it.".formatted(LONGEST_ID));
        }
        return id.asString();
    }

    private void answer(String id, ObjectNode frame) throws InterruptedException {
        var batch = frame.path("batch").asBoolean(false);
        frame.remove("batch");
        var answer = commands.run(line.credentials(), frame);
        switch (answer.body()) {
            case Answer.Body.Empty() -> line.send(ok(id));
            case Answer.Body.Json(var value) ->
                line.send(ok(id).set("data", Json.wire().valueToTree(value)));
            case Answer.Body.Events(var feed) -> subscribe(id, batch, feed);
            case Answer.Body.Text _, Answer.Body.Bytes _, Answer.Body.Socket _ ->
                throw new AuleException(ErrorCode.INVALID, "What this answers is no JSON; ask for it over HTTP.");
        }
    }

    private void subscribe(String id, boolean batch, Answer.Feed feed) throws InterruptedException {
        if (line.attached() >= SUBSCRIPTIONS) {
            feed.close();
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "A socket has at most %d subscriptions; open another.".formatted(SUBSCRIPTIONS));
        }
        if (line.send(ok(id))) {
            var relay = new Relay(line, id, batch, heartbeat);
            Thread.ofVirtual().name("aule-socket-events").start(() -> relay.carry(feed));
        } else {
            feed.close();
        }
    }

    private static ObjectNode ok(String id) {
        return Json.wire().createObjectNode().put("type", "response.ok").put("id", id);
    }

    private static Refusal refusal(String id, AuleException refused) {
        var faults = refused.faults();
        return new Refusal("response.error", id, refused.sentence(), refused.code(), faults.isEmpty() ? null : faults);
    }
}
