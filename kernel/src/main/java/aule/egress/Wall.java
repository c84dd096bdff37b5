package aule.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Looks at every address right where a connection to it is made, so that no answer of a name server that comes later
 * counts. A host is refused if any of its addresses is.
 */
final class Wall extends SocketFactory implements Dns, AutoCloseable {

    /** Turns a host's name into its addresses. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /** The address is none of those that may be reached. */
    static final class Denied extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Denied(String message) {
            super(message);
        }
    }

    /** Nobody at the address takes or refuses the connection. */
    static final class Unanswered extends SocketException {

        private static final long serialVersionUID = 1L;

        Unanswered(SocketTimeoutException cause) {
            super("Nobody answers.", cause);
        }
    }

    private final Resolver resolver;
    private final Predicate<InetAddress> fine;
    private final String reason;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param reason what is wrong with an address that is not fine, as the end of a sentence */
    Wall(Resolver resolver, Predicate<InetAddress> fine, String reason) {
        this.resolver = resolver;
        this.fine = fine;
        this.reason = reason;
    }

    /** Lets pass what is public. */
    static Wall ofPublic(Resolver resolver) {
        return new Wall(resolver, AddressGuard::isPublic, "is not a public address");
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var addresses = resolver.addresses(host);
        for (var address : addresses) {
            look(host, address);
        }
        return addresses;
    }

    private void look(String host, InetAddress address) throws Denied {
        if (!fine.test(address)) {
            throw new Denied("%s leads to %s, which %s.".formatted(host, address.getHostAddress(), reason));
        }
    }

    /** A connection to be; where it goes is looked at when it is made. */
    private final class Guarded extends Socket {

        Guarded() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress there) || there.isUnresolved()) {
                throw new Denied("%s is not an address that was looked at.".formatted(endpoint));
            }
            look(there.getHostString(), there.getAddress());
            try {
                super.connect(endpoint, timeout);
            } catch (SocketTimeoutException e) {
                throw new Unanswered(e);
            }
        }

        @Override
        public void close() throws IOException {
            open.remove(this);
            super.close();
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Guarded();
        open.add(socket);
        if (closed) {
            socket.close();
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(lookup(host).getFirst(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        var socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(lookup(host).getFirst(), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        var socket = createSocket();
        socket.bind(new InetSocketAddress(localHost, localPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    /** Cuts every connection; no more are made. */
    @Override
    public void close() throws IOException {
        closed = true;
        for (var socket : open) {
            socket.close();
        }
    }
}
