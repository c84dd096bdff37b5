package aule.processes;

import aule.kernel.RunId;
import aule.sandbox.Sandbox;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What decides with whom a command may share a network inside: only with those that get out no farther than it does.
 *
 * @param run the run that it belongs to, null for a person's
 * @param asked the network that it asked for itself, empty for what its run has
 * @param network what it gets
 */
public record Vicinity(@Nullable RunId run, String asked, Sandbox.Network network) {

    boolean meets(Vicinity other) {
        if (offline() || other.offline()) {
            return offline() && other.offline();
        }
        return run != null && Objects.equals(run, other.run) && asked.equals(other.asked);
    }

    private boolean offline() {
        return network.equals(Sandbox.Network.NONE);
    }
}
