package aule.processes;

import aule.api.Operations;
import aule.api.Servers;
import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.Envelope;
import aule.kernel.Ids;
import aule.kernel.ProjectEvent;
import aule.kernel.RunEvent;
import aule.kernel.Transactions;
import aule.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root; closing it ends every process.
 *
 * @param servers what processes serve, under origins of their own
 */
public record ProcessesRoom(Processes processes, Servers servers, Operations operations, Journal journal)
        implements AutoCloseable {

    /**
     * Opens the room before the journal's first append.
     *
     * @param home the kernel's own folder, for logs
     * @param node what this kernel is called among those that share its database
     * @param sandbox where processes run; asked only when one is started
     */
    public static ProcessesRoom open(
            Path home,
            String node,
            Transactions<Handle> transactions,
            Journal journal,
            Supplier<Sandbox> sandbox,
            Ids ids) {
        var table = new SqlProcesses(transactions);
        journal.project(table);
        var processes = new Processes(journal, table, sandbox, Logs.in(home), ids, node, Processes.Most.DEFAULT);
        var doors = new Doors(processes, ids);
        return new ProcessesRoom(processes, doors, new ProcessesApi(processes, doors).operations(), journal);
    }

    /**
     * Writes down what ended with an earlier life of this kernel, and has processes end with their runs from now on;
     * after every projection is registered. Closing what is returned stops only the latter.
     */
    public Follower begin() {
        processes.bury();
        var filter = Filter.ofTypes(Set.of("run.completed", "run.failed", "run.cancelled", "project.deleted"));
        return Follower.start("processes-end", journal, filter, this::hear);
    }

    private void hear(Envelope event) {
        switch (event.body()) {
            case RunEvent.Ended ended -> processes.runEnded(ended.runId());
            case ProjectEvent.Deleted deleted -> processes.projectDeleted(deleted.projectId());
            default -> {
                // nothing else was asked for
            }
        }
    }

    @Override
    public void close() {
        processes.close();
    }
}
