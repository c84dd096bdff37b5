package aule.processes;

import aule.api.Servers;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.ProcessId;
import aule.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ports of processes, each shown under a label that cannot be guessed and so under an origin of its own, for as long as
 * the process lives. The same port keeps its label. At most 256 are open; the oldest gives way.
 */
final class Doors implements Servers {

    private static final int MOST = 256;

    private record Door(ProcessId process, int port) {}

    private final Processes processes;
    private final Ids ids;
    private final Map<String, Door> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Door> eldest) {
            return size() > MOST;
        }
    };

    Doors(Processes processes, Ids ids) {
        this.processes = processes;
        this.ids = ids;
    }

    /**
     * Opens a port; returns its label.
     *
     * @throws AuleException with {@code CONFLICT} if the process does not listen there
     */
    synchronized String open(ProcessId process, int port) {
        var ports = processes.ports(process);
        if (!ports.contains(port)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "Process '%s' does not listen on port %d; it listens on %s."
                            .formatted(process, port, ports.isEmpty() ? "none" : ports));
        }
        var door = new Door(process, port);
        for (var one : open.entrySet()) {
            if (one.getValue().equals(door)) {
                return one.getKey();
            }
        }
        var label = ids.next("port");
        open.put(label, door);
        return label;
    }

    @Override
    public synchronized Optional<Server> find(String label) {
        return Optional.ofNullable(open.get(label))
                .filter(it -> processes.isAlive(it.process()))
                .map(At::new);
    }

    private final class At implements Server {

        private final Door door;

        At(Door door) {
            this.door = door;
        }

        @Override
        public String host() {
            return "localhost:" + door.port();
        }

        @Override
        public Wire connect() throws IOException {
            return new Line(processes.connect(door.process(), door.port()));
        }
    }

    private record Line(Sandbox.Wire wire) implements Wire {

        @Override
        public InputStream in() {
            return wire.in();
        }

        @Override
        public OutputStream out() {
            return wire.out();
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }
}
