package aule.agents;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls whose outcome nobody knows, and what people decide about them. */
public final class Doubts {

    private static final Set<String> CALLED = Set.of("tool.called");

    private final SqlDoubts table;
    private final Mailbox mailbox;
    private final Journal journal;

    Doubts(SqlDoubts table, Mailbox mailbox, Journal journal) {
        this.table = table;
        this.mailbox = mailbox;
        this.journal = journal;
    }

    /**
     * Returns at most {@code limit} doubts below a {@code seq}, the latest first.
     *
     * @param open whether only those that nobody has settled, or only the others; empty for all
     */
    public List<Doubt> page(OrgId org, Optional<Boolean> open, long before, int limit) {
        var known = new HashMap<RunId, Map<String, String>>();
        return table.page(org, open, before, limit).stream()
                .map(it -> it.called(known.computeIfAbsent(it.run(), run -> arguments(org, run))
                        .getOrDefault(it.callId(), "{}")))
                .toList();
    }

    private Map<String, String> arguments(OrgId org, RunId run) {
        var calls = new HashMap<String, String>();
        for (var event : journal.since(0, new Filter(org, Set.of(StreamId.of(run)), CALLED), Integer.MAX_VALUE)) {
            if (event.body() instanceof RunEvent.ToolCalled call) {
                calls.put(call.callId(), call.arguments());
            }
        }
        return calls;
    }

    /** The doubts of one run, the earliest first. */
    static List<Doubt> of(List<Envelope> history) {
        var calls = new HashMap<String, String>();
        var doubts = new LinkedHashMap<String, Doubt>();
        for (var event : history) {
            switch (event.body()) {
                case RunEvent.ToolCalled call -> calls.put(call.callId(), call.arguments());
                case RunEvent.ToolAnswered answer
                when doubtful(answer) ->
                    doubts.put(answer.callId(), doubt(event, answer, calls.getOrDefault(answer.callId(), "{}")));
                case RunEvent.Settled it ->
                    doubts.computeIfPresent(it.callId(), (_, doubt) -> doubt.settledAs(settlement(event, it)));
                default -> {
                    // puts nothing in doubt
                }
            }
        }
        return List.copyOf(doubts.values());
    }

    static boolean doubtful(RunEvent.ToolAnswered answer) {
        return answer.error().equals(ErrorCode.OUTCOME_UNKNOWN.wire());
    }

    private static Doubt doubt(Envelope event, RunEvent.ToolAnswered answer, String arguments) {
        return new Doubt(answer.runId(), answer.callId(), answer.tool(), arguments, event.seq(), event.at(), null);
    }

    static Doubt.Settlement settlement(Envelope event, RunEvent.Settled it) {
        return new Doubt.Settlement(Doubt.Choice.of(it.choice()), it.note(), event.actor(), event.at());
    }

    /**
     * Decides about a call. A run that still lives has its model read the decision before its next answer.
     *
     * @throws AuleException with {@code NOT_FOUND} if the run has no such doubt, {@code CONFLICT} if it is settled
     */
    public Doubt settle(Principal principal, RunId run, String callId, Doubt.Choice choice, String note) {
        find(principal.org(), run, callId);
        var settled = new RunEvent.Settled(run, callId, choice.wire(), note);
        mailbox.post(principal.org(), principal.user().value(), run, _ -> List.of(settled));
        return find(principal.org(), run, callId);
    }

    private Doubt find(OrgId org, RunId run, String callId) {
        return table.find(org, run, callId)
                .map(it -> it.called(arguments(org, run).getOrDefault(callId, "{}")))
                .orElseThrow(() -> AuleException.notFound("call in doubt", callId));
    }
}
