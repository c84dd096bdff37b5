package aule.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The client's commands played once against a kernel made of canned answers, so that the JVM can write down what they
 * load and the next start is quick. The launcher calls it when it has built the client.
 */
@Command(name = "rehearse", description = "Plays the commands once, to make their start quick.", hidden = true)
final class Rehearsal implements Callable<Integer> {

    private static final String EVENTS = """
            event: connected
            data: {"run_id":"run-1","head":0}

            id: 1
            event: run.started
            data: {"seq":1,"type":"run.started","run_id":"run-1"}

            event: thought.delta
            data: {"type":"thought.delta","stream":"run-1","source":"step-1","offset":0,"text":"a thought\\n"}

            id: 2
            event: model.answered
            data: {"seq":2,"step":1,"text":"","tool_calls":[{"call_id":"c","tool":"exec","arguments":"{}"}],"usage":{"tokens_in":1}}

            id: 3
            event: tool.called
            data: {"seq":3,"call_id":"c","tool":"exec","arguments":"{\\"command\\":\\"true\\"}"}

            event: tool.output
            data: {"type":"tool.output","source":"c","offset":0,"text":"out\\n"}

            id: 4
            event: tool.answered
            data: {"seq":4,"call_id":"c","tool":"exec","ok":true,"duration_ms":3,"receipt_id":"rcpt-1","changes":[]}

            id: 5
            event: run.completed
            data: {"seq":5,"run_id":"run-1","answer":"done"}

            """;

    @Override
    public Integer call() throws IOException {
        Path home = Files.createTempDirectory("aule-rehearsal");
        HttpServer kernel = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        kernel.createContext("/", Rehearsal::answer);
        kernel.start();
        try {
            furnish(home, kernel.getAddress().getPort());
            return play(home);
        } finally {
            kernel.stop(0);
            for (String file : new String[] {"kernel.json", "owner.token", ""}) {
                Files.deleteIfExists(home.resolve(file));
            }
        }
    }

    private static void furnish(Path home, int port) throws IOException {
        String listening = Json.object()
                .put("pid", ProcessHandle.current().pid())
                .put("port", port)
                .put("host", "127.0.0.1")
                .toString();
        Files.writeString(home.resolve("kernel.json"), listening);
        Files.writeString(home.resolve("owner.token"), "rehearsal");
    }

    private static int play(Path home) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        BufferedReader silence = new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(new byte[0]), StandardCharsets.UTF_8));
        Terminal terminal = new Terminal(
                nowhere, nowhere, silence, false, false, true, new Paint(true), Map.of("AULE_HOME", home.toString()));
        int exit = 0;
        for (String words :
                new String[] {"token", "run rehearse", "runs ls", "approvals ls", "models", "status", "link"}) {
            exit += Main.execute(terminal, words.split(" "));
        }
        return exit;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean stream = exchange.getRequestURI().getPath().endsWith("/events");
        String body = stream ? EVENTS : "{\"id\":\"run-1\",\"url\":\"http://localhost\",\"runs\":[{\"id\":\"run-1\"}]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
