package aule.gateway;

import aule.api.Answer;
import aule.schema.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Carries a feed over a socket until one of them ends: each event in a frame, or many in one for who takes that. */
final class Relay {

    private static final Duration GATHERING = Duration.ofMillis(16);
    private static final int MOST = 50;
    private static final int CHARACTERS = 256 * 1024;

    private final Line line;
    private final String subscription;
    private final boolean batch;
    private final Duration heartbeat;

    /**
     * @param subscription the id of the command that asked for it; every event carries it
     * @param batch whether frames are lists of up to 50 events, gathered for at most 16 ms
     */
    Relay(Line line, String subscription, boolean batch, Duration heartbeat) {
        this.line = line;
        this.subscription = subscription;
        this.batch = batch;
        this.heartbeat = heartbeat;
    }

    /** Returns when nothing more will be sent. */
    void carry(Answer.Feed feed) {
        line.attach(feed);
        try (feed) {
            while (line.open() && step(feed)) {
                // on to the next frame
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            line.detach(feed);
        }
    }

    private boolean step(Answer.Feed feed) throws InterruptedException {
        var first = feed.next(heartbeat);
        if (first.isPresent()) {
            return line.send(
                    batch ? "[%s]".formatted(String.join(",", gathered(feed, first.get()))) : text(first.get()));
        }
        if (feed.cutOff()) {
            line.end(Line.End.TOO_SLOW);
            return false;
        }
        if (feed.ended()) {
            line.send(Json.wire()
                    .createObjectNode()
                    .put("type", "subscription.ended")
                    .put("subscription", subscription));
            return false;
        }
        return true;
    }

    private List<String> gathered(Answer.Feed feed, Answer.Frame first) throws InterruptedException {
        var end = System.nanoTime() + GATHERING.toNanos();
        var texts = new ArrayList<String>(List.of(text(first)));
        var size = texts.getFirst().length();
        while (texts.size() < MOST && size < CHARACTERS) {
            var rest = Duration.ofNanos(end - System.nanoTime());
            var next = rest.isPositive() ? feed.next(rest) : Optional.<Answer.Frame>empty();
            if (next.isEmpty()) {
                break;
            }
            texts.add(text(next.get()));
            size += texts.getLast().length();
        }
        return texts;
    }

    private String text(Answer.Frame frame) {
        ObjectNode data = Json.wire().valueToTree(frame.data());
        var event = data.remove("event_id");
        if (event != null) {
            data.set("eventId", event);
        }
        data.put("type", frame.event()).put("subscription", subscription);
        return data.toString();
    }
}
