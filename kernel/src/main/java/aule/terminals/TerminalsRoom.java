package aule.terminals;

import aule.api.Operations;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.sandbox.Sandbox;
import aule.workspace.Projects;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The room's doors, ready for the composition root; closing it ends every terminal. */
public record TerminalsRoom(Terminals terminals, Operations operations) implements AutoCloseable {

    /** @param sandbox where shells run; asked when one is opened */
    public static TerminalsRoom open(
            Journal journal,
            Projects projects,
            Supplier<Sandbox> sandbox,
            Settings settings,
            InstantSource clock,
            Ids ids) {
        var terminals = new Terminals(projects, sandbox, journal, settings, clock, ids);
        return new TerminalsRoom(terminals, new TerminalsApi(terminals).operations());
    }

    @Override
    public void close() {
        terminals.close();
    }
}
