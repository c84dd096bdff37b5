package aule.network;

import aule.api.Operations;
import aule.egress.EgressRoom;
import aule.egress.Passage;
import aule.journal.Journal;
import aule.kernel.Transactions;
import aule.workspace.Projects;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root.
 *
 * @param closing writes down what is not written yet
 */
public record NetworkRoom(Ways ways, Operations operations, Runnable closing) implements AutoCloseable {

    private static final Pattern HERE = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1");

    /** What the room stands on. */
    public record Ground(
            Journal journal,
            Transactions<Handle> transactions,
            EgressRoom egress,
            Projects projects,
            InstantSource clock) {}

    /**
     * Opens the room before the journal's first append.
     *
     * @param packages the file with the registries of packages
     * @param problem why commands have another network here than is set, as a sentence; empty if they have not
     */
    public static NetworkRoom open(Ground ground, Path packages, Supplier<String> problem) {
        var settings = new SqlSettings(ground.transactions());
        var requests = new SqlRequests(ground.transactions());
        var limits = new SqlQuotas(ground.transactions());
        List.of(settings, requests, limits).forEach(ground.journal()::project);
        var hosts = new PackageHosts(packages);
        hosts.seed();
        var quotas = new Quotas(ground.journal(), limits, ground.clock());
        var log = new Log(ground.journal());
        log.begin();
        ground.egress().egress().tell((behalf, passage) -> {
            if (!stays(passage)) {
                log.note(Log.Sender.of(behalf), passage);
            }
        });
        var ways = new Networks(
                ground.journal(), settings, hosts, quotas, log, ground.egress().gate());
        var api = new NetworkApi(ground.journal(), settings, requests, quotas, ground.projects(), problem);
        return new NetworkRoom(ways, new Operations("network", api.handlers()), log::close);
    }

    /** What a model server on this machine is asked does not leave it. */
    private static boolean stays(Passage passage) {
        return passage.verdict() != Passage.Verdict.DENIED
                && HERE.matcher(passage.target().host()).matches();
    }

    @Override
    public void close() {
        closing.run();
    }
}
