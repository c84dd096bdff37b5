package aule.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The way to the processes of a command that goes on by itself. */
interface Interior {

    /** Its processes, without those that are only its walls. */
    Set<ProcessHandle> guests();

    /** The folder of {@code /proc} that lists the sockets of its network. */
    Path network();

    /** @throws IOException if nobody answers at the port */
    Sandbox.Wire connect(int port) throws IOException;
}
