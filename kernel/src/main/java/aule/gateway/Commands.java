package aule.gateway;

import aule.api.Answer;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.Principal;
import aule.schema.Contract;
import aule.schema.Json;
import aule.schema.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked over a socket: the operations that carry a command. Each goes to the same handler with the same
 * permission as over HTTP.
 */
final class Commands {

    private static final Set<String> FRAME = Set.of("type", "id");

    private final Map<String, Router.Bound> known;
    private final Identity identity;
    private final Ids ids;

    Commands(List<Router.Bound> operations, Identity identity, Ids ids) {
        this.known = operations.stream()
                .filter(it -> it.operation().command().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        it -> it.operation().command().orElseThrow().type(), it -> it));
        this.identity = identity;
        this.ids = ids;
    }

    /** Returns why these commands cannot be served, a sentence each; such a kernel must not start. */
    static List<String> complaints(List<Contract> contracts) {
        var complaints = new ArrayList<String>();
        var taken = new TreeSet<String>();
        for (var contract : contracts) {
            for (var operation : contract.operations()) {
                operation
                        .command()
                        .flatMap(it -> Commands.complaint(it, operation, taken))
                        .map(it -> "api/%s.yaml: '%s' %s".formatted(contract.room(), operation.id(), it))
                        .ifPresent(complaints::add);
            }
        }
        return complaints;
    }

    private static Optional<String> complaint(Operation.Command command, Operation operation, Set<String> taken) {
        var type = command.type();
        if (!type.matches("[a-z]+(\\.[a-zA-Z]+)+")) {
            return Optional.of("has the command '%s'; name it like process.list.".formatted(type));
        }
        if (!taken.add(type)) {
            return Optional.of("has the command '%s', which another operation has.".formatted(type));
        }
        if (operation.isPublic()
                || !Set.of(Operation.Body.NONE, Operation.Body.JSON).contains(operation.body())) {
            return Optional.of("cannot be a command: commands need a permission and take JSON.");
        }
        return Stream.concat(operation.pathParameters().stream(), operation.queryParameters().stream())
                .filter(it -> FRAME.contains(command.field(it)))
                .findFirst()
                .map(it -> "takes '%s', which is the frame's own; give it another name in x-command.".formatted(it));
    }

    /**
     * Does what a frame asks for.
     *
     * @throws AuleException for whatever keeps it from being done
     */
    Answer run(Credentials shown, ObjectNode frame) {
        var type = frame.path("type").asString("");
        var bound = known.get(type);
        if (bound == null) {
            throw new AuleException(
                    ErrorCode.NOT_FOUND, "There is no command '%s'; /docs lists what there is.".formatted(type));
        }
        var operation = bound.operation();
        var principal = identity.of(shown, operation);
        return bound.handler().handle(call(principal, operation, frame));
    }

    private CommandCall call(Principal principal, Operation operation, ObjectNode frame) {
        var command = operation.command().orElseThrow();
        var rest = frame.deepCopy().remove(FRAME);
        var path = taken(rest, command, operation.pathParameters());
        var query = taken(rest, command, operation.queryParameters());
        var faults = new ArrayList<Fault>(operation.faultsOfPath(path));
        faults.addAll(operation.faultsOfQuery(query));
        if (operation.body() == Operation.Body.JSON) {
            faults.addAll(operation.faultsOf(rest));
        } else {
            rest.propertyNames()
                    .forEach(it -> faults.add(new Fault("/" + it, "There is no field '%s' here.".formatted(it))));
        }
        if (!faults.isEmpty()) {
            throw new AuleException(ErrorCode.INVALID, Intake.sentence(faults), faults);
        }
        return new CommandCall(principal, ids.next("req"), path, query, rest);
    }

    /** Takes the values of parameters out of a frame. */
    private static Map<String, String> taken(ObjectNode frame, Operation.Command command, Set<String> parameters) {
        var values = new HashMap<String, String>();
        for (var parameter : parameters) {
            var value = frame.remove(command.field(parameter));
            if (value != null && !value.isNull()) {
                values.put(parameter, text(value));
            }
        }
        return values;
    }

    /** A list stands in an address as its values split by commas. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString(Json.wire().writeValueAsString(value));
    }
}
