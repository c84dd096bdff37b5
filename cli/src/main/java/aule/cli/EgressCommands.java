package aule.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands about how far commands get, and what left this machine. */
final class EgressCommands {

    private EgressCommands() {}

    /** Shows the log, and goes on with it. */
    @Command(name = "ls", description = "Lists the newest requests that left or were turned back; -f goes on live.")
    static final class Ls extends KernelCommand {

        private static final int REASON = 80;

        @Option(names = "--project", paramLabel = "P", description = "Only of this project.")
        @Nullable
        String project;

        @Option(names = "--host", paramLabel = "HOST", description = "Only to this host.")
        @Nullable
        String host;

        @Option(names = "--denied", description = "Only what was turned back.")
        boolean denied;

        @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "How many; 20 by default.")
        int limit;

        @Option(names = "-f", description = "Goes on with every request that ends from now on, until Ctrl-C.")
        boolean follow;

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Ls(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws IOException {
            Kernel kernel = kernel();
            String id = project == null ? null : new Projects(kernel).idOf(project);
            JsonNode answer = kernel.get("/v1/egress?limit=" + limit + filter(id));
            if (json) {
                terminal.out().println(Json.pretty(answer));
            } else if (answer.path("requests").isEmpty() && !follow) {
                terminal.err().println("No such request has left or was turned back.");
            } else {
                table(answer.path("requests"));
            }
            if (follow) {
                follow(kernel, id);
            }
            return 0;
        }

        private String filter(@Nullable String id) {
            return (id == null ? "" : "&project=" + PathPart.of(id))
                    + (host == null ? "" : "&host=" + PathPart.of(host))
                    + (denied ? "&verdict=denied" : "");
        }

        /** The oldest first, so that what follows comes below. */
        private void table(JsonNode requests) {
            Columns columns = new Columns();
            columns.row("AT", "VERDICT", "FOR", "HOST", "UP", "DOWN", "REASON");
            for (int place = requests.size() - 1; place >= 0; place--) {
                columns.row(cells(requests.get(place)));
            }
            columns.lines().forEach(terminal.out()::println);
        }

        private static String[] cells(JsonNode request) {
            return new String[] {
                Json.text(request, "at"),
                Json.text(request, "verdict"),
                Json.text(request, "purpose"),
                Visible.line(
                        Json.text(request, "host") + ":" + request.path("port").asInt(0), REASON),
                Long.toString(request.path("bytes_up").asLong(0)),
                Long.toString(request.path("bytes_down").asLong(0)),
                Visible.line(Json.text(request, "reason"), REASON)
            };
        }

        private void follow(Kernel kernel, @Nullable String id) throws IOException {
            try (Frames frames = new Frames(kernel.events("/v1/events?types=egress.requested", 0))) {
                for (Optional<Frames.Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                    if (frame.get().type().equals("egress.requested")) {
                        tell(Json.parse(frame.get().data()), id);
                    }
                }
            }
        }

        private void tell(JsonNode event, @Nullable String id) {
            boolean ours = id == null || Json.text(event, "project_id").equals(id);
            for (JsonNode request : event.path("requests")) {
                if (ours
                        && (host == null || Json.text(request, "host").equals(host))
                        && (!denied || Json.text(request, "verdict").equals("denied"))) {
                    terminal.out()
                            .println(
                                    json
                                            ? request.toString()
                                            : String.join("  ", cells(request)).strip());
                }
            }
        }
    }

    /** Adds the log up by host. */
    @Command(name = "hosts", description = "Adds the requests up by host.")
    static final class Hosts extends KernelCommand {

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Hosts(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            JsonNode answer = kernel().get("/v1/egress/hosts?limit=200");
            if (json) {
                terminal.out().println(Json.pretty(answer));
                return 0;
            }
            Columns columns = new Columns();
            columns.row("HOST", "REQUESTS", "TURNED BACK", "UP", "DOWN");
            answer.path("hosts")
                    .forEach(it -> columns.row(
                            Visible.line(Json.text(it, "host"), Integer.MAX_VALUE),
                            it.path("requests").asString(),
                            it.path("denied").asString(),
                            it.path("bytes_up").asString(),
                            it.path("bytes_down").asString()));
            columns.lines().forEach(terminal.out()::println);
            return 0;
        }
    }

    /** Shows or sets how far the commands of a project get. */
    @Command(
            name = "allow",
            description = "Shows how far the commands of a project get, or sets it: offline, packages, web, or hosts.")
    static final class Allow extends KernelCommand {

        @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's name or id.")
        String project = "";

        @Parameters(
                index = "1..*",
                arity = "0..*",
                paramLabel = "NETWORK",
                description = "offline, packages, web, or hosts such as example.org and *.example.org:8443.")
        List<String> network = List.of();

        Allow(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            String path = "/v1/projects/" + PathPart.of(new Projects(kernel).idOf(project)) + "/network";
            JsonNode now = network.isEmpty() ? kernel.get(path) : kernel.put(path, wanted());
            terminal.out().println(Json.text(now, "preset"));
            now.path("hosts")
                    .forEach(it -> terminal.out().println("  " + Visible.line(it.asString(), Integer.MAX_VALUE)));
            if (now.path("problem").isString()) {
                terminal.err().println(Json.text(now, "problem"));
            }
            return 0;
        }

        private ObjectNode wanted() {
            boolean preset =
                    network.size() == 1 && List.of("offline", "packages", "web").contains(network.getFirst());
            ObjectNode body = Json.object().put("preset", preset ? network.getFirst() : "custom");
            if (!preset) {
                network.forEach(body.putArray("hosts")::add);
            }
            return body;
        }
    }
}
