package aule.agents;

import aule.api.Answer.Frame;
import aule.journal.Filter;
import aule.journal.Subscription.Notice;
import aule.journal.Wire;
import aule.kernel.ChildEvent;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a conversation: its messages, from its runs the words as they come, the steps and the questions, and who works
 * for them.
 */
final class ChatTeller implements JournalFeed.Teller {

    private final Wire wire;
    private final JsonMapper json;
    private final Tales tales;
    private final OrgId org;
    private final StreamId chat;
    private final Map<String, RunId> runs = new HashMap<>();
    private final Map<RunId, Steps> steps = new HashMap<>();
    private final SubAgents others;

    /** @param known runs of the conversation that may still be going on */
    ChatTeller(
            Wire wire,
            JsonMapper json,
            Tales tales,
            SubAgents others,
            OrgId org,
            ConversationId chat,
            Set<RunId> known) {
        this.wire = wire;
        this.json = json;
        this.tales = tales;
        this.others = others;
        this.org = org;
        this.chat = StreamId.of(chat);
        known.forEach(run -> runs.put(run.value(), run));
    }

    @Override
    public Filter filter() {
        var streams = Stream.of(Stream.of(chat), runs.values().stream().map(StreamId::of), others.streams())
                .flatMap(it -> it)
                .collect(Collectors.toCollection(HashSet::new));
        return new Filter(org, streams, Set.of());
    }

    @Override
    public List<Frame> tell(Notice notice) {
        return switch (notice) {
            case Notice.Passing(var piece) -> passing(piece);
            case Notice.Durable(var event) -> durable(event);
        };
    }

    /** What those who work for a run are saying is not an answer in this conversation. */
    private List<Frame> passing(Transient piece) {
        if (others.has(piece.stream())) {
            return List.of();
        }
        var run = runs.get(piece.stream().value());
        return switch (piece.kind()) {
            case MESSAGE_DELTA, THOUGHT_DELTA -> {
                var data = wire.piece(piece).put("run_id", run == null ? "" : run.value());
                yield List.of(new Frame(null, piece.kind().wire(), data));
            }
            case MODEL_ASKED, TOOL_OUTPUT, TOOL_ERROR, MODEL_PULLING -> List.of();
        };
    }

    private List<Frame> durable(Envelope event) {
        return switch (event.body()) {
            case ConversationEvent.NewMessage said -> message(event, said);
            case ConversationEvent _ -> List.of(frame(event, wire.event(event)));
            case ConfirmationEvent _ -> {
                others.after(event);
                yield List.of(frame(event, wire.event(event)));
            }
            case RunEvent change -> others.has(event.stream()) ? news(event) : told(event, change);
            default -> List.of();
        };
    }

    private List<Frame> message(Envelope event, ConversationEvent.NewMessage said) {
        if (said.runId() != null) {
            runs.put(said.runId().value(), said.runId());
        }
        var data = wire.event(event);
        data.set("message", json.valueToTree(tales.view(event, said)));
        return List.of(frame(event, data));
    }

    private List<Frame> told(Envelope event, RunEvent change) {
        return change instanceof ChildEvent.Started ? news(event) : step(event, change);
    }

    /** Whoever comes back after a part of them begins with the first again. */
    private List<Frame> news(Envelope event) {
        var news = others.after(event);
        return IntStream.range(0, news.size())
                .mapToObj(place -> {
                    var id = place == news.size() - 1 ? Long.toString(event.seq()) : null;
                    return new Frame(id, "sub_agent", news.get(place));
                })
                .toList();
    }

    private List<Frame> step(Envelope event, RunEvent change) {
        var known = steps.computeIfAbsent(change.runId(), run -> tales.before(run, event.seq()));
        return known.add(change).stream()
                .map(step -> {
                    var data = json.createObjectNode()
                            .put("seq", event.seq())
                            .put("run_id", change.runId().value())
                            .put("index", known.count() - 1);
                    data.set("step", json.valueToTree(step));
                    return new Frame(Long.toString(event.seq()), "step", data);
                })
                .toList();
    }

    private static Frame frame(Envelope event, ObjectNode data) {
        return new Frame(Long.toString(event.seq()), event.type(), data);
    }

    @Override
    public boolean over() {
        return false;
    }
}
