package aule.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.api.Answer;
import aule.api.Operations;
import aule.kernel.AuleException;
import aule.schema.Contract;
import aule.schema.Json;
import aule.testkit.PermissionMatrix;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ContractsTests {

    @TempDir
    Path home;

    private OpenEdge edge;

    @BeforeEach
    void open() {
        edge = OpenEdge.at(home);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private Operations changed(Consumer<Map<String, Operations.Handler>> change) {
        var handlers = new HashMap<>(edge.samples.operations().handlers());
        change.accept(handlers);
        return new Operations("samples", handlers);
    }

    private void refused(Operations room, String sentence) {
        assertThatThrownBy(() -> edge.again(Gateway.Settings.local(0, "1"), List.of(room)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(sentence);
    }

    @Test
    void anOperationThatNobodyHandlesStopsTheStart() {
        refused(changed(it -> it.remove("showSample")), "api/samples.yaml: 'showSample' has no handler; bind one.");
    }

    @Test
    void aHandlerThatNobodyPromisedStopsTheStart() {
        refused(
                changed(it -> it.put("kickSample", _ -> Answer.noContent())),
                "api/samples.yaml: the handler 'kickSample' has no operation; promise it or remove it.");
    }

    @Test
    void aRoomWithoutAContractStopsTheStart() {
        refused(new Operations("ghosts", Map.of()), "The room 'ghosts' has no contract; write api/ghosts.yaml.");
    }

    @Test
    void aPermissionThatNobodyCanBeGrantedStopsTheStart() {
        var contract = Contract.parse("doors", """
                paths: { /v1/doors: { get: { operationId: show, x-permission: doors.see, summary: Show. } } }
                """);

        assertThat(Router.complaints(
                        List.of(contract),
                        List.of(new Operations("doors", Map.of("show", _ -> Answer.noContent()))),
                        Set.of("runs.read")))
                .containsExactly(
                        "api/doors.yaml: 'show' asks for 'doors.see', which nobody can be granted; add it to the"
                                + " permissions.");
    }

    @Test
    void anOperationWithoutAPermissionIsNamed() {
        var contract = Contract.parse("doors", "paths: { /v1/doors: { get: { operationId: show, summary: S. } } }");

        assertThat(Router.complaints(
                        List.of(contract),
                        List.of(new Operations("doors", Map.of("show", _ -> Answer.noContent()))),
                        Set.of()))
                .containsExactly("api/doors.yaml: 'get /v1/doors' has no x-permission; give it one.");
    }

    @Test
    void aTakenPortIsSaidInOneSentence() {
        assertThatThrownBy(
                        () -> edge.again(Gateway.Settings.local(edge.port(), "1"), List.of(edge.samples.operations())))
                .isInstanceOf(AuleException.class)
                .hasMessage(
                        "Port %d of 127.0.0.1 cannot be opened, another program may use it; choose another with"
                                + " --port.",
                        edge.port());
    }

    @Test
    void nothingButThePublicIsAnsweredWithoutALogin() {
        var contract = Json.parse(edge.send(edge.anyone("/v1/openapi.json")).body());

        assertThat(PermissionMatrix.withoutLogin(contract, edge.uri(""))).isEmpty();
        assertThat(PermissionMatrix.withoutPermission(contract, edge.uri(""), edge.tokenWith("")))
                .isEmpty();
    }

    @Test
    void theContractsOfAllRoomsAreOneDocument() {
        var document = Json.parse(edge.send(edge.anyone("/v1/openapi.json")).body());

        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("paths").propertyNames())
                .contains("/v1/me", "/v1/samples/{id}", "/v1/events", "/login");
        assertThat(document.at(
                                "/paths/~1v1~1samples/post/responses/default/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(document.at("/paths/~1v1~1samples/post/tags/0").asString()).isEqualTo("samples");
        assertThat(document.at("/paths/~1health~1live/get/security")).isEmpty();
        assertThat(document.at("/paths/~1v1~1me/get/security")).hasSize(2);
        var missing = new TreeSet<String>();
        references(document, it -> {
            if (document.at(it.substring(1)).isMissingNode()) {
                missing.add(it);
            }
        });
        assertThat(missing).isEmpty();
    }

    private static void references(JsonNode node, Consumer<String> visitor) {
        if (node.path("$ref").isString()) {
            visitor.accept(node.path("$ref").asString());
        }
        node.forEach(it -> references(it, visitor));
    }

    @Test
    void oneNameForTwoThingsBecomesTwoNames() {
        var one = Contract.parse("one", "components: { schemas: { Thing: { type: string } } }");
        var two = Contract.parse("two", """
                paths: { /v1/two: { get: { operationId: a, responses: { "200": { $ref: "#/components/responses/R" } } } } }
                components:
                  schemas: { Thing: { type: integer } }
                  responses: { R: { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
                """);
        var merged = new Catalogue(List.of(one, two), "1").merged();

        assertThat(merged.at("/components/schemas/Thing/type").asString()).isEqualTo("string");
        assertThat(merged.at("/components/schemas/TwoThing/type").asString()).isEqualTo("integer");
        assertThat(merged.at("/components/responses/R/content/application~1json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/TwoThing");
    }

    @Test
    void theDocsNameEveryOperationAndLoadNothing() {
        var page = edge.send(edge.anyone("/docs"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'none'; style-src");
        assertThat(page.body())
                .contains("id=\"createSample\"", "Sign out.", "id=\"streamEvents\"", "<code>colour</code>")
                .doesNotContain("<script", " src=", "<link");
    }

    @Test
    void healthIsForEverybodyAndSaysLittle() {
        assertThat(edge.send(edge.anyone("/health/live")).body())
                .isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
        assertThat(edge.send(edge.anyone("/health/ready")).body())
                .isEqualTo("{\"status\":\"ready\",\"version\":\"1.2.3\"}");
    }
}
