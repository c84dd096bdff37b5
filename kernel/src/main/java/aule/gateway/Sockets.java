package aule.gateway;

import aule.api.Call;
import aule.kernel.AuleException;
import aule.kernel.Ids;
import aule.kernel.Principal;
import aule.schema.Operation;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsHandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of the port. Whoever opens one is identified and permitted before the upgrade, as for any request, and
 * asked again from time to time and at every command.
 */
final class Sockets implements AutoCloseable {

    /** Reads one socket's frames, one after the other. */
    interface Reader {

        /** The socket is open. */
        default void begin() throws InterruptedException {}

        void read(String text) throws InterruptedException;
    }

    /** Makes the reader of a new socket. */
    @FunctionalInterface
    interface Protocol {
        Reader on(Line line, Commands commands, Ids ids, Duration heartbeat);
    }

    /** Decides before the upgrade what will be spoken. */
    @FunctionalInterface
    interface Entrance {

        /** @throws AuleException for whatever keeps the socket from being opened */
        Protocol enter(Call call);
    }

    /** What stands behind an address at which sockets are opened. */
    record Door(Operation operation, Entrance entrance) {}

    /** Somebody who was let in. */
    private record Guest(Credentials credentials, String client, Protocol protocol) {}

    private record Connected(Line line, Reader reader, String client) {}

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    /** A line on which nothing was heard for so long, not even an answer to a ping. */
    private static final Duration DEAD = Duration.ofMinutes(1);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int FRAME_BYTES = 1024 * 1024;
    private static final String GUEST = "aule.guest";
    private static final String CONNECTED = "aule.connected";

    private final Edge edge;
    private final Identity identity;
    private final Commands commands;
    private final Ids ids;
    private final Gateway.Limits limits;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final Map<String, Line> clients = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Sockets(Edge edge, Identity identity, Commands commands, Ids ids, Gateway.Limits limits) {
        this.edge = edge;
        this.identity = identity;
        this.commands = commands;
        this.ids = ids;
        this.limits = limits;
    }

    static void bound(JavalinConfig config) {
        config.jetty.modifyWebSocketServletFactory(it -> {
            it.setMaxTextMessageSize(FRAME_BYTES);
            it.setMaxBinaryMessageSize(FRAME_BYTES);
        });
    }

    void bind(Door door, RoutesConfig routes) {
        var path = door.operation().path();
        routes.addHttpHandler(HandlerType.WEBSOCKET_BEFORE_UPGRADE, path, http -> admit(http, door));
        routes.addWsHandler(WsHandlerType.WEBSOCKET, path, ws -> bind(ws, door));
    }

    /** @throws AuleException for whatever an HTTP request would be refused for */
    private void admit(Context http, Door door) throws IOException {
        var operation = door.operation();
        if (!edge.enter(http)) {
            return;
        }
        var shown = Credentials.of(http);
        if (shown.header() == null && http.header("Origin") == null) {
            throw Doorkeeper.forbidden("A socket that is signed in by cookie needs an Origin; use a bearer token.");
        }
        var principal = identity.of(http, operation);
        var call = new Intake().take(http, operation, principal, Edge.requestId(http));
        http.attribute(
                GUEST,
                new Guest(
                        shown,
                        call.query("client_id")
                                .map(it -> named(principal, operation, it))
                                .orElse(""),
                        door.entrance().enter(call)));
    }

    private static String named(Principal principal, Operation operation, String client) {
        return "%s/%s/%s/%s".formatted(principal.org(), principal.user(), operation.id(), client);
    }

    private void bind(WsConfig ws, Door door) {
        ws.onConnect(it -> open(it, door));
        ws.onMessage(it -> connected(it).reader().read(it.message()));
        ws.onBinaryMessage(it -> connected(it).line().end(Line.End.NOT_TEXT));
        ws.onClose(this::close);
        ws.onError(this::close);
    }

    private void open(WsConnectContext socket, Door door) throws InterruptedException {
        Guest guest = Objects.requireNonNull(socket.attribute(GUEST));
        socket.session.setIdleTimeout(DEAD);
        var line = new Line(socket.session, guest.credentials(), limits.stall());
        var reader = guest.protocol().on(line, commands, ids, limits.heartbeat());
        socket.attribute(CONNECTED, new Connected(line, reader, guest.client()));
        lines.add(line);
        if (stopping) {
            line.end(Line.End.STOPPING);
            return;
        }
        if (!guest.client().isEmpty()) {
            var older = clients.put(guest.client(), line);
            if (older != null) {
                older.end(Line.End.REPLACED);
            }
        }
        Thread.ofVirtual().name("aule-socket-keeper").start(() -> keep(line, door.operation()));
        reader.begin();
    }

    private static Connected connected(WsContext socket) {
        return Objects.requireNonNull(socket.attribute(CONNECTED));
    }

    private void close(WsContext socket) {
        Connected gone = socket.attribute(CONNECTED);
        if (gone == null) {
            return;
        }
        gone.line().closed();
        lines.remove(gone.line());
        clients.remove(gone.client(), gone.line());
    }

    /** Shows that the line lives, and ends it for whoever is not welcome any more. */
    private void keep(Line line, Operation operation) {
        try {
            while (!line.awaitClosed(limits.heartbeat())) {
                identity.still(line.credentials(), operation);
                line.ping();
            }
        } catch (AuleException unwelcome) {
            line.end(Line.End.UNKNOWN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.warn("A socket is closed, because nobody can say whose it is.", broken);
            line.end(Line.End.BROKEN);
        }
    }

    /** How many are open. */
    int size() {
        return lines.size();
    }

    /** Tells everybody that the kernel stops, and waits a moment until they have been told. */
    @Override
    public void close() {
        stopping = true;
        var told = lines.stream().map(it -> it.farewell(Line.End.STOPPING)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(told)
                .completeOnTimeout(null, FAREWELL.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }
}
