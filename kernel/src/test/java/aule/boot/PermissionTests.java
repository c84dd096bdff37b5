package aule.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aule.gateway.Gateway;
import aule.kernel.SystemClock;
import aule.schema.Contract;
import aule.testkit.PermissionMatrix;
import aule.testkit.SocketClient;
import aule.testkit.TempAule;
import aule.testkit.TempDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every operation of the whole kernel keeps to the permission that its contract names. */
@Timeout(60)
class PermissionTests {

    private static final Gateway.Limits WIDE = new Gateway.Limits(10_000, 10_000, Duration.ofSeconds(15));

    private static final List<Contract> CONTRACTS = contracts();

    static TempAule aule;
    static JsonNode served;

    @BeforeAll
    static void boot(@TempDir Path home) {
        try (var database = TempDatabase.open(home, "access")) {
            database.write(handle -> {
                seat(handle, "nothing", "");
                permissions().forEach(it -> seat(handle, "no-" + it, allBut(it)));
                return true;
            });
        }
        aule = new TempAule(home, Map.of(), new Aule.World(SystemClock.UTC, UnaryOperator.identity(), WIDE));
        served = TempAule.json(aule.get("/v1/openapi.json"));
    }

    @AfterAll
    static void stop() {
        aule.close();
    }

    private static List<Contract> contracts() {
        try (var files = Files.list(Path.of("src/main/resources/api"))) {
            return files.map(it -> it.getFileName().toString())
                    .sorted()
                    .map(it -> Contract.of(it.replaceFirst("\\.yaml$", "")))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("The contracts could not be listed.", e);
        }
    }

    private static Set<String> permissions() {
        return CONTRACTS.stream()
                .flatMap(it -> it.operations().stream())
                .filter(it -> !it.isPublic())
                .map(it -> it.permission())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String allBut(String one) {
        return permissions().stream().filter(it -> !it.equals(one)).collect(Collectors.joining(","));
    }

    /** Somebody whose token is their name. */
    private static void seat(Handle handle, String name, String permissions) {
        var id = "user-" + name.replaceAll("[.]", "-");
        handle.execute(
                "INSERT INTO access_user (id, org_id, name, permissions, created_at) VALUES (?, 'org-local', ?, ?, 0)",
                id,
                name,
                permissions);
        handle.execute(
                "INSERT INTO access_token (digest, org_id, user_id, created_at) VALUES (?, 'org-local', ?, 0)",
                sha256(name),
                id);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static URI kernel() {
        return aule.uri("");
    }

    @Test
    void everyContractIsServedAsItIsWritten() {
        assertThat(CONTRACTS).hasSizeGreaterThan(7);
        for (var contract : CONTRACTS) {
            assertThat(contract.operations())
                    .as(contract.room())
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(served.path("paths")
                                    .path(it.path())
                                    .path(it.method().toLowerCase(Locale.ROOT))
                                    .path("x-permission")
                                    .asString(""))
                            .as(it.id())
                            .isEqualTo(it.permission()));
        }
    }

    @Test
    void withoutALoginOnlyThePublicIsAnswered() {
        assertThat(PermissionMatrix.withoutLogin(served, kernel())).isEmpty();
    }

    @Test
    void whoMayDoNothingIsRefusedEverywhere() {
        assertThat(PermissionMatrix.withoutPermission(served, kernel(), "nothing"))
                .isEmpty();
    }

    @Test
    void whoMayDoAllButThisIsRefusedHere() {
        assertThat(PermissionMatrix.withoutItsPermission(served, kernel(), it -> "no-" + it))
                .isEmpty();
    }

    @Test
    void commandsOverASocketKeepToTheSamePermissions() {
        var commands = CONTRACTS.stream()
                .flatMap(it -> it.operations().stream())
                .filter(it -> it.command().isPresent() && !it.permission().equals("events.read"))
                .toList();

        assertThat(commands).hasSizeGreaterThan(10).allSatisfy(it -> {
            try (var socket = SocketClient.open(aule.uri("/v1/ws"), "no-" + it.permission())) {
                var type = it.command().orElseThrow().type();
                var answer = socket.ask("{'type': '%s', 'id': '1'}".formatted(type));
                assertThat(answer.path("code").asString("")).as(type).isEqualTo("forbidden");
            }
        });
    }

    @Test
    void whoMayDoAllButSomethingElseIsLetIn() {
        var me = aule.send(HttpRequest.newBuilder(aule.uri("/v1/me")).header("Authorization", "Bearer no-runs.start"));

        assertThat(me.statusCode()).isEqualTo(200);
    }
}
