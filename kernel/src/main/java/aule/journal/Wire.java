package aule.journal;

import aule.kernel.Envelope;
import aule.kernel.Money;
import aule.kernel.Transient;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How events look to those who watch from outside: one flat object, the body's fields beside the envelope's. */
public final class Wire {

    /** What says which event it is and where it stands; no body says it differently. */
    private static final Set<String> PLACE = Set.of("seq", "event_id", "type", "stream", "position", "at");

    /**
     * One event as it is streamed.
     *
     * @param id its {@code seq}, null for what is not kept
     */
    public record Told(@Nullable String id, String event, ObjectNode data) {}

    private static final String NANOS = "_nanos";

    private final JsonMapper json;

    /** @param json writes names and times as the rest of the edge does */
    public Wire(JsonMapper json) {
        this.json = json;
    }

    public Told told(Subscription.Notice notice) {
        return switch (notice) {
            case Subscription.Notice.Durable(var event) ->
                new Told(Long.toString(event.seq()), event.type(), event(event));
            case Subscription.Notice.Passing(var piece) ->
                new Told(null, piece.kind().wire(), piece(piece));
        };
    }

    public ObjectNode event(Envelope event) {
        var data = json.createObjectNode();
        data.put("seq", event.seq());
        data.put("event_id", event.id().toString());
        data.put("type", event.type());
        data.put("stream", event.stream().value());
        data.put("position", event.position());
        data.put("at", event.at().toString());
        data.put("actor", event.actor());
        data.put("correlation", event.correlation());
        if (event.project() != null) {
            data.put("project_id", event.project().value());
        }
        ObjectNode body = json.valueToTree(event.body());
        body.properties().stream()
                .filter(it -> !PLACE.contains(it.getKey()))
                .forEach(it -> put(data, it.getKey(), it.getValue()));
        return data;
    }

    /** Money is whole billionths inside, and dollars as text outside. */
    private static void put(ObjectNode data, String name, JsonNode value) {
        if (value.isObject()) {
            var inner = data.putObject(name);
            value.properties().forEach(it -> put(inner, it.getKey(), it.getValue()));
        } else if (name.endsWith(NANOS) && value.isIntegralNumber()) {
            data.put(name.substring(0, name.length() - NANOS.length()), Money.text(value.longValue()));
        } else {
            data.set(name, value);
        }
    }

    public ObjectNode piece(Transient piece) {
        return json.createObjectNode()
                .put("type", piece.kind().wire())
                .put("stream", piece.stream().value())
                .put("source", piece.source())
                .put("offset", piece.offset())
                .put("text", piece.text());
    }
}
