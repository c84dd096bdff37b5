package aule.gateway;

import aule.api.Answer;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.Principal;
import aule.schema.Json;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** One client of a room's socket: what the room tells goes out, each in a frame, and what comes in the room hears. */
final class Talk implements Sockets.Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    private final Line line;
    private final Supplier<Principal> client;
    private final Answer.Body.Socket socket;
    private final Ids ids;
    private final Duration heartbeat;

    /** @param client proves anew who is there */
    Talk(Line line, Supplier<Principal> client, Answer.Body.Socket socket, Ids ids, Duration heartbeat) {
        this.line = line;
        this.client = client;
        this.socket = socket;
        this.ids = ids;
        this.heartbeat = heartbeat;
    }

    @Override
    public void begin() {
        line.attach(socket.feed());
        Thread.ofVirtual().name("aule-socket-talk").start(this::tell);
    }

    @Override
    public void read(String text) throws InterruptedException {
        try {
            socket.hearer().hear(client.get(), text);
        } catch (AuleException refused) {
            line.send(error(refused.code(), refused.sentence()));
            if (refused.code() == ErrorCode.UNAUTHENTICATED) {
                line.end(Line.End.UNKNOWN);
            }
        } catch (RuntimeException bug) {
            var request = ids.next("req");
            LOG.error("{} a frame could not be heard", request, bug);
            line.send(error(ErrorCode.INTERNAL, Problem.bug(request).detail()));
        }
    }

    private void tell() {
        try (var feed = socket.feed()) {
            while (line.open() && step(feed)) {
                // on to the next frame
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            LOG.error("A socket has nothing more to tell because of a defect.", bug);
            line.end(Line.End.BROKEN);
        } finally {
            line.detach(socket.feed());
        }
    }

    private boolean step(Answer.Feed feed) throws InterruptedException {
        var next = feed.next(heartbeat);
        if (next.isPresent()) {
            ObjectNode frame = Json.wire().valueToTree(next.get().data());
            return line.send(frame.put("type", next.get().event()));
        }
        if (feed.cutOff() || feed.ended()) {
            line.end(feed.cutOff() ? Line.End.TOO_SLOW : Line.End.OVER);
            return false;
        }
        return true;
    }

    private static ObjectNode error(ErrorCode code, String sentence) {
        return Json.wire()
                .createObjectNode()
                .put("type", "error")
                .put("code", code.wire())
                .put("error", sentence);
    }
}
