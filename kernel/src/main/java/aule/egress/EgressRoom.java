package aule.egress;

import java.net.InetAddress;
import java.util.List;

/** The room's door, ready for the composition root. */
public record EgressRoom(Egress egress) implements AutoCloseable {

    public static EgressRoom open() {
        return new EgressRoom(new Egress(host -> List.of(InetAddress.getAllByName(host))));
    }

    @Override
    public void close() {
        egress.close();
    }
}
