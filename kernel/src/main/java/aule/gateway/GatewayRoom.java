package aule.gateway;

import aule.access.Access;
import aule.api.Answer;
import aule.api.Operations;
import aule.api.Servers;
import aule.api.Views;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import aule.schema.Contract;
import aule.schema.Operation;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record GatewayRoom(Gateway gateway) implements AutoCloseable {

    private static final int HEADER_BYTES = 16 * 1024;

    /**
     * What the edge needs of the rooms behind it.
     *
     * @param servers web servers that are passed on to under their own origins
     * @param ready whether the kernel answers {@code /health/ready} with yes
     */
    public record Behind(
            Access access,
            Journal journal,
            Transactions<Handle> transactions,
            Views views,
            Servers servers,
            BooleanSupplier ready,
            InstantSource clock,
            Ids ids) {}

    /**
     * Opens the port and serves the operations of every room.
     *
     * @throws IllegalStateException if a promise of a contract is not kept: such a kernel must not start
     * @throws AuleException with {@code UNAVAILABLE} if the port is taken
     */
    public static GatewayRoom open(Gateway.Settings settings, Behind behind, List<Operations> rooms) {
        var contracts = contracts(rooms);
        var catalogue = new Catalogue(contracts, settings.version());
        var own = new GatewayApi(behind.journal(), settings.version(), behind.ready(), catalogue).operations();
        var all = new ArrayList<>(rooms);
        all.add(own);
        refuseBroken(Router.complaints(contracts, all, behind.access().permissions()));
        refuseBroken(Commands.complaints(contracts));
        return new Assembly(settings, behind, contracts, all).open();
    }

    @Override
    public void close() {
        gateway.close();
    }

    private static List<Contract> contracts(List<Operations> rooms) {
        var contracts = new ArrayList<Contract>();
        rooms.forEach(it -> contracts.add(Contract.of(it.room())));
        contracts.add(Contract.of("gateway"));
        return contracts;
    }

    private static void refuseBroken(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw new IllegalStateException(String.join(" ", complaints));
        }
    }

    /** Joins the parts of the edge. */
    private static final class Assembly {

        private final Gateway.Settings settings;
        private final List<Contract> contracts;
        private final List<Operations> rooms;
        private final EventPump pump;
        private final Answers answers;
        private final Edge edge;
        private final Router router;
        private final Sockets sockets;
        private final Desktop desktop;
        private final Identity identity;
        private final Passage passage;

        Assembly(Gateway.Settings settings, Behind behind, List<Contract> contracts, List<Operations> rooms) {
            this.settings = settings;
            this.contracts = contracts;
            this.rooms = rooms;
            this.pump = new EventPump(settings.limits().heartbeat());
            this.answers = new Answers(pump);
            this.desktop = Desktop.of(settings.desktop());
            var hosts = new Hosts(names(settings));
            var doorkeeper = new Doorkeeper(hosts);
            this.passage = new Passage(hosts, behind.servers());
            this.edge = new Edge(doorkeeper, behind.views(), answers, behind.ids());
            var limits = new RateLimits(
                    settings.limits().perPrincipal(), settings.limits().perAddress(), behind.clock());
            var idempotency = new Idempotency(new SqlIdempotency(behind.transactions()), behind.clock());
            this.identity = new Identity(behind.access(), limits);
            this.router = new Router(identity, idempotency, answers);
            var commands = new Commands(Router.bound(contracts, rooms), identity, behind.ids());
            this.sockets = new Sockets(edge, identity, commands, behind.ids(), settings.limits());
        }

        GatewayRoom open() {
            try {
                var server = Javalin.create(this::configure).start(settings.host(), settings.port());
                return new GatewayRoom(new Gateway(server, router, pump, sockets));
            } catch (JavalinException taken) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "Port %d of %s cannot be opened, another program may use it; choose another with --port."
                                .formatted(settings.port(), settings.host()),
                        taken);
            }
        }

        private void configure(JavalinConfig config) {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.modifyHttpConfiguration(GatewayRoom::tighten);
            config.jetty.modifyServer(it -> {
                it.setErrorHandler(new PlainErrors());
                it.setHandler(passage);
            });
            edge.guard(config.routes);
            router.bind(contracts, rooms, config.routes);
            Sockets.bound(config);
            doors().forEach(it -> sockets.bind(it, config.routes));
            bindDesktop(config.routes);
        }

        private List<Sockets.Door> doors() {
            var doors = new ArrayList<Sockets.Door>();
            doors.add(new Sockets.Door(operation("openSocket"), _ -> CommandChannel::new));
            doors.add(new Sockets.Door(operation("openChat"), _ -> ThinChat::new));
            var known = doors.stream().map(it -> it.operation().id()).toList();
            Router.bound(contracts, rooms).stream()
                    .filter(it -> it.operation().isSocket())
                    .filter(it -> !known.contains(it.operation().id()))
                    .map(this::door)
                    .forEach(doors::add);
            return doors;
        }

        /** A socket that a room behind the edge speaks on. */
        private Sockets.Door door(Router.Bound bound) {
            return new Sockets.Door(bound.operation(), call -> {
                if (!(bound.handler().handle(call).body() instanceof Answer.Body.Socket socket)) {
                    throw new IllegalStateException("'%s' promised a socket and gave none."
                            .formatted(bound.operation().id()));
                }
                return (line, _, ids, heartbeat) -> new Talk(
                        line, () -> identity.still(line.credentials(), bound.operation()), socket, ids, heartbeat);
            });
        }

        private Operation operation(String id) {
            return contracts.stream()
                    .flatMap(it -> it.operations().stream())
                    .filter(it -> it.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        private void bindDesktop(RoutesConfig routes) {
            routes.addHttpHandler(HandlerType.GET, "*", this::showDesktop);
            routes.addHttpHandler(HandlerType.HEAD, "*", this::showDesktop);
        }

        private void showDesktop(Context http) throws IOException {
            var accept = http.header("Accept");
            var wantsPage = accept != null && accept.contains("text/html");
            var shown = desktop.show(http.path(), wantsPage, http.req().getLocalPort());
            answers.send(
                    http,
                    shown.orElseThrow(() -> new AuleException(
                            ErrorCode.NOT_FOUND, "There is nothing at this address; /docs lists what there is.")));
        }
    }

    /** The address it listens on is a name it answers to, unless it listens on all of them. */
    private static Set<String> names(Gateway.Settings settings) {
        var names = new HashSet<String>();
        settings.names().forEach(it -> names.add(it.toLowerCase(Locale.ROOT)));
        if (!Set.of("0.0.0.0", "::", "[::]").contains(settings.host())) {
            names.add(settings.host().toLowerCase(Locale.ROOT) + ":" + settings.port());
        }
        return names;
    }

    private static void tighten(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES);
    }
}
