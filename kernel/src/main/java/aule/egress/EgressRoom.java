package aule.egress;

import aule.kernel.SystemClock;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * The room's doors, ready for the composition root.
 *
 * @param egress for the kernel's own requests
 * @param gate for those of sandboxes
 */
public record EgressRoom(Egress egress, Gate gate) implements AutoCloseable {

    public static EgressRoom open() {
        return open(SystemClock.UTC);
    }

    public static EgressRoom open(InstantSource clock) {
        Wall.Resolver names = host -> List.of(InetAddress.getAllByName(host));
        var sockets = Path.of(System.getProperty("java.io.tmpdir"));
        return new EgressRoom(new Egress(names, clock), new Gate(Wall.ofPublic(names), clock, sockets));
    }

    @Override
    public void close() {
        gate.close();
        egress.close();
    }
}
