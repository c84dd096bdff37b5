package aule.agents;

import aule.journal.Journal;
import aule.kernel.ChildEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Those who work for the runs of one conversation, and those who work for them: read off the journal as it tells of
 * them. Not for several threads.
 */
final class SubAgents {

    private static final SubAgent.Look NOBODY = new SubAgent.Look("", "blue", "bot");

    private final Journal journal;
    private final Personas personas;
    private final OrgId org;
    private final ConversationId chat;
    private final Map<StreamId, RunId> runs = new HashMap<>();
    private final Map<RunId, SubAgent.Standing> standings = new HashMap<>();
    private final Map<RunId, SubAgent> told = new HashMap<>();

    SubAgents(Journal journal, Personas personas, OrgId org, ConversationId chat) {
        this.journal = journal;
        this.personas = personas;
        this.org = org;
        this.chat = chat;
    }

    /** Takes in what was started before anybody watched. */
    SubAgents knowing(Collection<RunId> known) {
        known.forEach(run -> runs.put(StreamId.of(run), run));
        return this;
    }

    Stream<StreamId> streams() {
        return runs.keySet().stream();
    }

    boolean has(StreamId stream) {
        return runs.containsKey(stream);
    }

    /** The sub-agents that look different after an event of theirs or of the run that they work for. */
    List<SubAgent> after(Envelope event) {
        var changed = new ArrayList<RunId>();
        var self = runs.get(event.stream());
        if (self != null) {
            follow(self, event);
            changed.add(self);
        }
        if (event.body() instanceof ChildEvent.Started born) {
            begin(born.childId(), event.seq(), changed);
        }
        return changed.stream().flatMap(this::news).toList();
    }

    /** Whoever begins to watch in the middle was told before how things stood then. */
    private void follow(RunId run, Envelope event) {
        var before = standings.get(run);
        if (before == null) {
            var history = until(run, event.seq() - 1);
            if (history.isEmpty()) {
                standings.put(run, SubAgent.Standing.of(List.of(event)));
                return;
            }
            before = SubAgent.Standing.of(history);
            told.put(run, view(before));
        }
        standings.put(run, before.then(event));
    }

    /** A child may have done something, and have started others, before its parent's journal names it. */
    private void begin(RunId child, long seq, List<RunId> begun) {
        runs.put(StreamId.of(child), child);
        begun.add(child);
        var history = until(child, seq);
        standings.put(child, SubAgent.Standing.of(history));
        history.forEach(event -> {
            if (event.body() instanceof ChildEvent.Started born) {
                begin(born.childId(), seq, begun);
            }
        });
    }

    private Stream<SubAgent> news(RunId run) {
        var standing = standings.get(run);
        if (standing == null) {
            return Stream.empty();
        }
        var now = view(standing);
        return now.equals(told.put(run, now)) ? Stream.empty() : Stream.of(now);
    }

    private SubAgent view(SubAgent.Standing standing) {
        var look = personas.lookUp(org, standing.run().started().personaId())
                .map(Persona::traits)
                .map(it -> new SubAgent.Look(it.name(), it.color(), it.icon()))
                .orElse(NOBODY);
        return SubAgent.of(standing, look, chat);
    }

    private List<Envelope> until(RunId run, long seq) {
        return journal.read(StreamId.of(run), 0, Integer.MAX_VALUE).stream()
                .filter(event -> event.seq() <= seq)
                .toList();
    }
}
