package aule.agents.undo;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads calls from the journal. */
record Deeds(Journal journal) {

    private static final Set<String> CALLS = Set.of("tool.called", "tool.answered");
    private static final int PAGE = 500;

    /** The calls of some streams, or of all, that began within a part of the journal, in the order of their beginning. */
    List<Deed> between(OrgId org, Set<StreamId> streams, long from, long to) {
        var deeds = new LinkedHashMap<String, Deed>();
        var filter = new Filter(org, streams, CALLS);
        for (var page = journal.since(from, filter, PAGE);
                !page.isEmpty();
                page = page.size() < PAGE
                        ? List.of()
                        : journal.since(page.getLast().seq(), filter, PAGE)) {
            page.stream().filter(it -> it.seq() <= to).forEach(event -> take(event, deeds));
            if (page.getLast().seq() >= to) {
                break;
            }
        }
        return List.copyOf(deeds.values());
    }

    private static void take(Envelope event, Map<String, Deed> deeds) {
        if (event.body() instanceof RunEvent.ToolCalled call) {
            deeds.put(Deed.key(call, call.callId()), Deed.begun(event, call));
        } else if (event.body() instanceof RunEvent.ToolAnswered answer) {
            deeds.computeIfPresent(Deed.key(answer, answer.callId()), (_, deed) -> deed.ended(event, answer));
        }
    }
}
