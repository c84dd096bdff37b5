package aule.gateway;

import aule.api.Operations;
import aule.kernel.AuleException;
import aule.schema.Contract;
import aule.schema.Operation;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Binds each operation of the contracts to its handler, with everything that must happen before it. */
final class Router {

    /** An operation and what does it. */
    record Bound(Operation operation, Operations.Handler handler) {}

    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS,
            HandlerType.TRACE);

    private final Identity identity;
    private final Idempotency idempotency;
    private final Answers answers;
    private final Intake intake = new Intake();
    private final Phaser underWay = new Phaser(1);

    Router(Identity identity, Idempotency idempotency, Answers answers) {
        this.identity = identity;
        this.idempotency = idempotency;
        this.answers = answers;
    }

    /** Returns why these contracts cannot be served by these rooms, a sentence each; such a kernel must not start. */
    static List<String> complaints(List<Contract> contracts, List<Operations> rooms, Set<String> permissions) {
        var complaints = new ArrayList<String>();
        for (var contract : contracts) {
            complaints.addAll(contract.complaints());
            complaints.addAll(unbound(contract, handlers(rooms, contract.room())));
            contract.operations().stream()
                    .filter(it -> !it.permission().isEmpty() && !it.isPublic())
                    .filter(it -> !permissions.contains(it.permission()))
                    .map(it ->
                            "api/%s.yaml: '%s' asks for '%s', which nobody can be granted; add it to the permissions."
                                    .formatted(contract.room(), it.id(), it.permission()))
                    .forEach(complaints::add);
        }
        return complaints;
    }

    private static List<String> unbound(Contract contract, Map<String, Operations.Handler> handlers) {
        var complaints = new ArrayList<String>();
        var unpromised = new TreeSet<>(handlers.keySet());
        for (var operation : contract.operations()) {
            if (!unpromised.remove(operation.id())) {
                complaints.add(
                        "api/%s.yaml: '%s' has no handler; bind one.".formatted(contract.room(), operation.id()));
            }
        }
        unpromised.forEach(
                id -> complaints.add("api/%s.yaml: the handler '%s' has no operation; promise it or remove it."
                        .formatted(contract.room(), id)));
        return complaints;
    }

    private static Map<String, Operations.Handler> handlers(List<Operations> rooms, String room) {
        return rooms.stream()
                .filter(it -> it.room().equals(room))
                .findFirst()
                .map(Operations::handlers)
                .orElse(Map.of());
    }

    /** Fixed paths come before those with parameters, which would swallow them. */
    void bind(List<Contract> contracts, List<Operations> rooms, RoutesConfig routes) {
        var paths = new TreeMap<String, Map<String, Bound>>(
                Comparator.comparing((String it) -> it.replace('{', '\uffff')).thenComparing(it -> it));
        for (var bound : bound(contracts, rooms)) {
            paths.computeIfAbsent(bound.operation().path(), _ -> new LinkedHashMap<>())
                    .put(bound.operation().method(), bound);
        }
        paths.forEach((path, bound) ->
                METHODS.forEach(method -> routes.addHttpHandler(method, path, http -> serve(http, bound))));
    }

    /** Every operation with what does it. */
    static List<Bound> bound(List<Contract> contracts, List<Operations> rooms) {
        var all = new ArrayList<Bound>();
        for (var contract : contracts) {
            var handlers = handlers(rooms, contract.room());
            contract.operations().forEach(it -> all.add(bound(it, handlers)));
        }
        return all;
    }

    private static Bound bound(Operation operation, Map<String, Operations.Handler> handlers) {
        return new Bound(operation, Objects.requireNonNull(handlers.get(operation.id()), operation.id()));
    }

    private void serve(Context http, Map<String, Bound> methods) throws IOException, InterruptedException {
        var method = http.req().getMethod();
        var bound = methods.get(method.equals("HEAD") ? "GET" : method);
        if (bound == null || (method.equals("HEAD") && bound.operation().once())) {
            http.res().setHeader("Allow", String.join(", ", methods.keySet()));
            answers.send(http, Problem.http(405, "%s is not offered here.".formatted(method), Edge.requestId(http)));
            return;
        }
        underWay.register();
        try {
            serve(http, bound);
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    /** @throws AuleException for whatever keeps the handler from being reached */
    private void serve(Context http, Bound bound) throws IOException, InterruptedException {
        var operation = bound.operation();
        var principal = identity.of(http, operation);
        var call = intake.take(http, operation, principal, Edge.requestId(http));
        answers.send(
                http, idempotency.once(operation, call, () -> bound.handler().handle(call)));
    }

    /** Waits a little for the answers that are under way. */
    void drain(long millis) {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // whoever takes longer is cut off
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
