package aule.models.wire;

import aule.egress.Incoming;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.Request;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/**
 * One question to a server and its answer, which comes as lines of JSON or as server-sent events.
 *
 * @param who the model's id
 */
record Exchange(String who, Server server, Ids ids, Patience patience) {

    /** The longest answer taken in one piece, in bytes. */
    private static final int LONGEST = 8 << 20;

    /** Knows what the pieces of a protocol mean. */
    @FunctionalInterface
    interface Reader {
        void take(JsonNode piece, Gathering gathering);
    }

    Reply ask(String path, String body, Request request, Listener listener, Reader reader) throws InterruptedException {
        var blame = new Blame(who, server);
        var gathering = new Gathering(blame, new CallParts(ids), listener);
        try (var answer = begun(path, body, gathering)) {
            hear(answer, gathering, blame, reader);
            return gathering.reply(new ToolNames(request.tools()));
        } catch (AuleException | InterruptedException failure) {
            if (gathering.charged()) {
                listener.lost(gathering.loss(request));
            }
            throw failure;
        }
    }

    /** A refusal is free, and so is a question that nobody got; whoever lets one wait for an answer works on it. */
    private Incoming begun(String path, String body, Gathering gathering) throws InterruptedException {
        var asked = new AtomicBoolean();
        try {
            var answer = server.stream(who, path, body, patience, asked);
            gathering.charge();
            return answer;
        } catch (InterruptedException cut) {
            if (asked.get()) {
                gathering.charge();
            }
            throw cut;
        } catch (AuleException failure) {
            if (asked.get() && failure.code() == ErrorCode.PROVIDER_ERROR) {
                gathering.charge();
            }
            throw failure;
        }
    }

    private void hear(Incoming answer, Gathering gathering, Blame blame, Reader reader) throws InterruptedException {
        if (answer.header("Content-Type").orElse("").startsWith("application/json")) {
            whole(answer, gathering, blame, reader);
        } else {
            listen(answer, gathering, blame, reader);
        }
        if (!gathering.finished()) {
            throw blame.unfinished();
        }
    }

    /** Some servers do not stream though they were asked to; a list holds the pieces of a stream. */
    private static void whole(Incoming answer, Gathering gathering, Blame blame, Reader reader)
            throws InterruptedException {
        var text = blame.during(() -> answer.text(LONGEST));
        var json = Json.attempt(text);
        for (var piece : json.isArray() ? json : Json.array().add(json)) {
            reader.take(blame.piece(piece, text), gathering);
        }
    }

    private void listen(Incoming answer, Gathering gathering, Blame blame, Reader reader) throws InterruptedException {
        for (var line = blame.during(answer::line); line != null; line = blame.during(answer::line)) {
            var data = data(line);
            if (data.equals("[DONE]")) {
                gathering.end();
            } else if (!data.isEmpty()) {
                reader.take(blame.piece(data), gathering);
            }
            if (gathering.ended()) {
                return;
            }
            gathering.hurry(patience.first());
        }
    }

    /** What a line says: an event's other fields, comments and empty lines say nothing. */
    private static String data(String line) {
        if (line.startsWith("data:")) {
            return line.substring(5).strip();
        }
        var other = line.startsWith(":")
                || line.startsWith("event:")
                || line.startsWith("id:")
                || line.startsWith("retry:");
        return other ? "" : line.strip();
    }
}
