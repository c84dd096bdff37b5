package aule.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The processes of a command without walls, which listen on the machine itself. */
record Open(Process process, Leash leash, Machine machine) implements Interior {

    @Override
    public Set<ProcessHandle> guests() {
        return leash instanceof SessionLeash session ? session.tree(process) : Set.of();
    }

    @Override
    public Path network() {
        return Path.of("/proc/self/net");
    }

    /** Only where the command itself listens: everything else of the machine is not its own. */
    @Override
    public Sandbox.Wire connect(int port) throws IOException {
        if (!Listening.ports(network(), guests()).contains(port)) {
            throw new IOException("The command does not listen on port " + port + ".");
        }
        return Relay.start(Entrance.here(machine, port));
    }
}
