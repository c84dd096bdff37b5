package aule.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;

/** The processes of a command without walls, which listen on the machine itself. */
record Open(Process process, Leash leash) implements Interior {

    private static final int PATIENCE_MILLIS = 5_000;

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
        try {
            return connect(InetAddress.ofLiteral("127.0.0.1"), port);
        } catch (IOException refused) {
            return connect(InetAddress.ofLiteral("::1"), port);
        }
    }

    private static Sandbox.Wire connect(InetAddress address, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return new Line(socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private record Line(Socket socket, InputStream in, OutputStream out) implements Sandbox.Wire {

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
