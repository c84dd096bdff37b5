package aule.network;

import aule.journal.Journal;
import aule.kernel.Envelope;
import aule.kernel.PersonaId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agents behind a command: that of its run, and those of the runs for which that one works.
 *
 * @param persona null for a person
 * @param above the nearest first
 * @param root the run at the top
 */
record Kin(@Nullable PersonaId persona, List<PersonaId> above, RunId root) {

    /** Deeper than any run may delegate. */
    private static final int DEEPEST = 64;

    Kin {
        above = List.copyOf(above);
    }

    static Kin of(Journal journal, RunId run) {
        var personas = new ArrayList<PersonaId>();
        var root = run;
        for (var begun = begun(journal, run); begun != null; begun = parent(journal, begun)) {
            personas.add(begun.personaId());
            root = begun.runId();
            if (personas.size() > DEEPEST) {
                break;
            }
        }
        return personas.isEmpty()
                ? new Kin(null, List.of(), run)
                : new Kin(personas.getFirst(), personas.subList(1, personas.size()), root);
    }

    private static RunEvent.@Nullable Started parent(Journal journal, RunEvent.Started child) {
        return child.parentId() == null ? null : begun(journal, child.parentId());
    }

    /** Null for what a person calls by hand. */
    private static RunEvent.@Nullable Started begun(Journal journal, RunId run) {
        return journal.read(StreamId.of(run), 0, 1).stream()
                .map(Envelope::body)
                .filter(RunEvent.Started.class::isInstance)
                .map(RunEvent.Started.class::cast)
                .findFirst()
                .orElse((RunEvent.Started) null);
    }
}
