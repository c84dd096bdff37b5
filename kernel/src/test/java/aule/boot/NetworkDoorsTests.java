package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.RunningAule;
import aule.testkit.TempAule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole kernel: what people set, what commands get, and what is told of it. */
@Timeout(180)
class NetworkDoorsTests {

    private static final String PROJECT = "/v1/projects/proj-default/network";

    @TempDir
    static Path home;

    private static TempAule kernel;

    @BeforeAll
    static void boots() {
        kernel = new TempAule(home);
    }

    @AfterAll
    static void stops() {
        kernel.close();
    }

    @BeforeEach
    void offline() {
        assertThat(kernel.send("PUT", PROJECT, "{'preset': 'offline'}").statusCode())
                .isEqualTo(200);
    }

    private static void walls() {
        var status = RunningAule.json(kernel.get("/v1/system/status"));
        Assumptions.assumeTrue(status.path("isolation").path("isolates").asBoolean(), "There are no walls here.");
        kernel.send("PUT", PROJECT, "{'preset': 'web'}");
        var problem = RunningAule.json(kernel.get(PROJECT)).path("problem").asString("");
        Assumptions.assumeTrue(problem.isEmpty(), problem);
    }

    private static JsonNode json(String path) {
        return RunningAule.json(kernel.get(path));
    }

    private static String exec(String command, String more) {
        var body = "{'project_id': 'proj-default', 'params': {'command': '%s'%s}}".formatted(command, more);
        return kernel.send("POST", "/v1/tools/exec/run", body).body();
    }

    @Test
    void aNetworkIsSetShownAndChecked() {
        assertThat(json(PROJECT).path("preset").asString()).isEqualTo("offline");
        var set = kernel.send("PUT", PROJECT, "{'preset': 'custom', 'hosts': ['*.Example.org', 'a.org:8443']}");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(PROJECT).path("hosts").toString()).isEqualTo("[\"*.example.org\",\"a.org:8443\"]");
        assertThat(kernel.send("PUT", PROJECT, "{'preset': 'web', 'hosts': ['a.org']}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(kernel.send("PUT", PROJECT, "{'preset': 'inherit'}").statusCode())
                .isEqualTo(400);
        assertThat(kernel.send("PUT", PROJECT, "{'preset': 'custom', 'hosts': ['http://a.org/']}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(kernel.get("/v1/projects/proj-none/network").statusCode()).isEqualTo(404);

        var persona = "/v1/personas/pers-coder/network";
        assertThat(json(persona).path("preset").asString()).isEqualTo("inherit");
        kernel.send("PUT", persona, "{'preset': 'packages'}");
        assertThat(json(persona).path("preset").asString()).isEqualTo("packages");
        kernel.send("PUT", persona, "{'preset': 'inherit'}");
        assertThat(json(persona).path("preset").asString()).isEqualTo("inherit");
    }

    @Test
    void whatIsTurnedBackStandsInTheLogAndInTheInbox() {
        walls();
        kernel.send("PUT", PROJECT, "{'preset': 'custom', 'hosts': ['allowed.example']}");
        var said = exec("curl -sS http://denied.example/path?secret=1", "");
        assertThat(said).contains("egress_denied").contains("denied.example:80");

        Awaiting.until(
                "the request is written down",
                () -> json("/v1/egress?host=denied.example").path("count").asInt() > 0);
        var row = json("/v1/egress?verdict=denied&host=denied.example")
                .path("requests")
                .path(0);
        assertThat(row.path("purpose").asString()).isEqualTo("sandbox");
        assertThat(row.path("project_id").asString()).isEqualTo("proj-default");
        assertThat(row.toString()).doesNotContain("secret");
        assertThat(json("/v1/egress/hosts?host=denied.example")
                        .path("hosts")
                        .path(0)
                        .path("denied")
                        .asInt())
                .isPositive();
        Awaiting.until(
                "the inbox tells",
                () -> json("/v1/system/inbox").toString().contains("wanted to reach denied.example:80"));
    }

    @Test
    void nothingOnThisMachineIsReachedWhateverIsAllowed() throws Exception {
        walls();
        try (var canary = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var hosts = "'127.0.0.1:%1$d', 'localhost:%1$d', '169.254.169.254'".formatted(canary.getLocalPort());
            kernel.send("PUT", PROJECT, "{'preset': 'custom', 'hosts': [%s]}".formatted(hosts));
            for (var place : new String[] {"127.0.0.1", "localhost", "2130706433", "0x7f.1"}) {
                exec("curl -sS -m 5 --noproxy , http://%s:%d/".formatted(place, canary.getLocalPort()), "");
                exec(
                        "curl -sS -m 5 --proxytunnel --noproxy , http://%s:%d/".formatted(place, canary.getLocalPort()),
                        "");
            }
            exec("curl -sS -m 5 http://169.254.169.254/latest/meta-data/", "");
            canary.setSoTimeout(1);
            assertThat(accepted(canary)).isFalse();
        }
        Awaiting.until(
                "the requests are written down",
                () -> json("/v1/egress?verdict=denied&host=169.254.169.254")
                                .path("count")
                                .asInt()
                        > 0);
        assertThat(json("/v1/egress?verdict=allowed&purpose=sandbox")
                        .path("count")
                        .asInt())
                .isZero();
    }

    private static boolean accepted(ServerSocket canary) throws IOException {
        try (var _ = canary.accept()) {
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void aCallThatWantsMoreAsksAPersonWhateverTheRulesAllow() {
        walls();
        kernel.send("PUT", PROJECT, "{'preset': 'offline'}");
        assertThat(exec("true", ", 'network': 'web'")).contains("confirmation_id");
        var asked =
                json("/v1/confirmations?status=pending").path("confirmations").path(0);
        assertThat(asked.path("rule").asString()).isEqualTo("wider-network");
        assertThat(asked.path("reason").asString()).isEqualTo("It asks for a wider network than it has: web.");
        assertThat(exec("echo fine", ", 'network': 'offline'")).contains("fine");
    }

    @Test
    void quotasAreSetAndLifted() {
        var quotas = "/v1/egress/quotas";
        kernel.send("PUT", quotas, "{'scope': 'project', 'subject': 'proj-default', 'period': 'day', 'max_bytes': 5}");
        var first = json(quotas).path("quotas").path(0);
        assertThat(first.path("max_bytes").asInt()).isEqualTo(5);
        assertThat(first.path("used_bytes").isNumber()).isTrue();
        kernel.send("PUT", quotas, "{'scope': 'project', 'subject': 'proj-default', 'period': 'day'}");
        assertThat(json(quotas).path("count").asInt()).isZero();
        assertThat(kernel.send("PUT", quotas, "{'scope': 'org', 'subject': 'x', 'period': 'day'}")
                        .statusCode())
                .isEqualTo(400);
    }
}
