package aule.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.OpenAiServer;
import aule.testkit.SocketClient;
import aule.testkit.TempAule;
import aule.testkit.TempDatabase;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole kernel with terminals, as people, agents and programs use them. */
@Timeout(120)
class TerminalDoorsTests {

    private static final OpenAiServer OPENAI = new OpenAiServer(TerminalDoorsTests::says);

    private static TempAule aule;

    private static Turn says(JsonNode request) {
        return request.toString().contains("\"role\":\"tool\"")
                ? Turn.text("done")
                : Turn.call("terminal_write", "{\"text\": \"echo by-''agent\\n\"}");
    }

    @BeforeAll
    static void boot(@TempDir Path home) throws Exception {
        OPENAI.offer("gpt-4o-mini");
        var looking =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest("looking".getBytes(UTF_8)));
        try (var database = TempDatabase.open(home, "access")) {
            database.write(handle -> {
                handle.execute("INSERT INTO access_user (id, org_id, name, permissions, created_at)"
                        + " VALUES ('user-bea', 'org-local', 'Bea', 'terminals.read', 0)");
                handle.execute(
                        "INSERT INTO access_token (digest, org_id, user_id, created_at)"
                                + " VALUES (?, 'org-local', 'user-bea', 0)",
                        looking);
                return true;
            });
        }
        aule = new TempAule(
                home,
                it -> it,
                Map.of(
                        "OPENAI_API_KEY", "sk-test",
                        "OPENAI_BASE_URL", OPENAI.baseUrl(),
                        "OPENAI_MODEL", "gpt-4o-mini",
                        "AULE_TERMINALS", "3"));
    }

    @AfterAll
    static void stop() {
        aule.close();
        OPENAI.close();
    }

    @AfterEach
    void closeAll() {
        for (var each : TempAule.json(aule.get("/v1/terminals")).path("terminals")) {
            aule.delete("/v1/terminals/" + each.path("id").asString());
        }
    }

    private static String open(String more) {
        var opened = aule.send("POST", "/v1/terminals", "{%s}".formatted(more));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return TempAule.json(opened).path("id").asString();
    }

    private static SocketClient look(String id, long after) {
        return SocketClient.open(aule.uri("/v1/terminals/%s/socket?after=%d".formatted(id, after)), aule.token());
    }

    private static void type(SocketClient client, String text) {
        client.send("{'type': 'input', 'text': '%s'}".formatted(text));
    }

    /** What is said until a text has come, from the next output on. */
    private static String until(SocketClient client, String text) {
        var said = new StringBuilder();
        while (said.indexOf(text) < 0) {
            said.append(client.next("output").path("text").asString());
        }
        return said.toString();
    }

    @Test
    void aShellIsTypedIntoFollowsTheWindowAndTellsItsExitCode() {
        var id = open("'columns': 90, 'rows': 20, 'folder': 'new/deep', 'title': 'build'");
        try (var client = look(id, 0)) {
            var first = client.next("terminal");
            assertThat(first.path("offset").asLong()).isZero();
            assertThat(first.path("terminal").path("title").asString()).isEqualTo("build");
            assertThat(first.path("terminal").path("status").asString()).isEqualTo("running");

            type(client, "stty size; basename $PWD; printf \\\\\\\\033[31mred; tput colors\\r");
            assertThat(until(client, "256")).contains("20 90", "deep", "\u001b[31mred");
            client.send("{'type': 'resize', 'columns': 66, 'rows': 33}");
            assertThat(client.next("resized").path("columns").asInt()).isEqualTo(66);
            type(client, "stty size\\r");
            until(client, "33 66");
            type(client, "exit 7\\r");

            assertThat(client.next("ended").path("exit_code").asInt()).isEqualTo(7);
            assertThat(client.closeCode()).isEqualTo(1000);
        }
        assertThat(aule.home().resolve("projects/default/new/deep")).isDirectory();
        var shown = TempAule.json(aule.get("/v1/terminals/" + id));
        assertThat(shown.path("status").asString()).isEqualTo("ended");
        assertThat(shown.path("reason").asString()).isEqualTo("exited");
    }

    @Test
    void whoeverComesBackGetsEveryCharacterOnce() {
        var id = open("");
        var whole = new StringBuilder();
        var pieces = new StringBuilder();
        try (var watching = look(id, 0);
                var typing = look(id, 0)) {
            type(typing, "seq 1 30000; echo fin$()ished\\r");
            whole.append(until(watching, "finished"));
        }
        for (long at = 0; pieces.indexOf("finished") < 0; ) {
            try (var back = look(id, at)) {
                var frame = back.next("output");
                assertThat(frame.path("offset").asLong()).isEqualTo(at);
                pieces.append(frame.path("text").asString());
                at = frame.path("end").asLong();
            }
        }

        assertThat(pieces).startsWith(whole.substring(0, whole.indexOf("finished")));
        assertThat(pieces.toString().lines().map(String::strip))
                .containsSubsequence(IntStream.rangeClosed(1, 30_000)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void anInterruptEndsOnlyTheCommand() {
        var id = open("");
        try (var client = look(id, 0)) {
            type(client, "echo sta$()rted; cat\\r");
            until(client, "started");
            type(client, "\\u0003");
            type(client, "echo aft$()er\\r");
            until(client, "after");
        }
    }

    @Test
    void aPersonAndAnAgentShareOneAndAreToldApart() {
        var id = open("'shared': true");
        try (var journal = SocketClient.open(aule.uri("/v1/ws"), aule.token());
                var client = look(id, 0)) {
            journal.ask("{'type': 'events.subscribe', 'id': 's', 'patterns': ['terminal.*'], 'after': 0}");
            type(client, "echo by-$()person; echo sec$()ret\\r");
            assertThat(client.next("typed").path("kind").asString()).isEqualTo("person");
            until(client, "by-person");
            var run = TempAule.json(aule.send("POST", "/v1/runs", "{'goal': 'say hello in the terminal'}"))
                    .path("id")
                    .asString();

            var mark = client.next("typed");
            assertThat(mark.path("kind").asString()).isEqualTo("agent");
            assertThat(mark.path("run_id").asString()).isEqualTo(run);
            until(client, "by-agent");
            Awaiting.until("the agent has read it", () -> answer(run).contains("by-agent"));
            var typed = journal.next("terminal.typed");
            while (typed.path("run_id").asString("").isEmpty()) {
                assertThat(typed.path("text").asString("")).isEmpty();
                typed = journal.next("terminal.typed");
            }
            assertThat(typed.path("run_id").asString()).isEqualTo(run);
            assertThat(typed.path("text").asString()).isEqualTo("echo by-''agent\r");
        }
    }

    private static String answer(String run) {
        for (var event : TempAule.json(aule.get("/v1/runs/%s/events?limit=200".formatted(run)))
                .path("events")) {
            if (event.path("type").asString().equals("tool.answered")) {
                return event.path("output").asString();
            }
        }
        return "";
    }

    @Test
    void anAgentReadsWithoutColoursAndOnlyWhatIsShared() {
        var secret = open("'title': 'mine'");
        var refused = aule.send("POST", "/v1/tools/terminal_read/run", "{}");
        assertThat(refused.body()).contains("No terminal of this project is shared");

        aule.send("PATCH", "/v1/terminals/" + secret, "{'shared': true}");
        try (var client = look(secret, 0)) {
            type(client, "printf \\\\\\\\033[31mred\\\\\\\\033[0m-te$()xt\\r");
            until(client, "-text");
        }
        var read = aule.send("POST", "/v1/tools/terminal_read/run", "{}");
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(TempAule.json(read).path("result").asString())
                .contains("red-text")
                .contains(secret);
    }

    @Test
    void whoeverMayOnlyLookOnDoesNotType() {
        var hidden = open("");
        var shared = open("'shared': true");
        var bea = new String[] {"Authorization", "Bearer looking"};

        assertThat(SocketClient.refused(aule.uri("/v1/terminals/%s/socket".formatted(hidden)), bea)
                        .statusCode())
                .isEqualTo(404);
        try (var client = SocketClient.with(aule.uri("/v1/terminals/%s/socket".formatted(shared)), bea)) {
            assertThat(client.next("terminal").path("terminal").path("mine").asBoolean())
                    .isFalse();
            type(client, "ls\\r");
            assertThat(client.next("error").path("code").asString()).isEqualTo("forbidden");
        }
    }

    @Test
    void aFrameThatIsNoneIsAnsweredAndTheSocketStays() {
        var id = open("");
        try (var client = look(id, 0)) {
            for (var wrong :
                    new String[] {"nonsense", "{'type': 'dance'}", "{'type': 'input'}", "{'type': 'resize'}"}) {
                client.send(wrong);
                assertThat(client.next("error").path("code").asString())
                        .as(wrong)
                        .isEqualTo("invalid");
            }
            type(client, "echo al$()ive\\r");
            until(client, "alive");
        }
    }

    @Test
    void aPersonHasOnlySoMany() {
        for (var each = 0; each < 3; each++) {
            open("");
        }
        var refused = aule.send("POST", "/v1/terminals", "{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("close one of them");

        var listed = TempAule.json(aule.get("/v1/terminals?limit=2"));
        assertThat(listed.path("count").asInt()).isEqualTo(2);
        var rest = TempAule.json(
                aule.get("/v1/terminals?cursor=" + listed.path("next_cursor").asString()));
        assertThat(rest.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsClosedIsGoneWithEverythingInIt() {
        var seconds = 8000 + (int) (ProcessHandle.current().pid() % 1000);
        var id = open("");
        try (var client = look(id, 0)) {
            type(client, "setsid sleep %d & echo beg$()un\\r".formatted(seconds));
            until(client, "begun");
            assertThat(aule.delete("/v1/terminals/" + id).statusCode()).isEqualTo(204);
            assertThat(client.next("ended").path("reason").asString()).isEqualTo("closed");
        }
        assertThat(aule.get("/v1/terminals/" + id).statusCode()).isEqualTo(404);
        Awaiting.until(
                "nothing is left",
                () -> ProcessHandle.allProcesses()
                        .noneMatch(it -> it.info().commandLine().orElse("").endsWith("sleep " + seconds)));
    }

    @Test
    void withoutAnUpgradeThereIsNoSocket() {
        assertThat(aule.get("/v1/terminals/%s/socket".formatted(open(""))).statusCode())
                .isEqualTo(426);
    }
}
