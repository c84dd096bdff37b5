package aule.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContractTests {

    private static final Contract DOORS = Contract.parse("doors", """
            openapi: 3.1.0
            info: { title: Doors, version: "1" }
            paths:
              /v1/doors/{id}:
                post:
                  operationId: paintDoor
                  x-permission: doors.paint
                  summary: Paint a door.
                  parameters:
                    - { name: id, in: path, required: true, schema: { $ref: "#/components/schemas/DoorId" } }
                    - { name: coats, in: query, schema: { type: integer, minimum: 1, maximum: 9 } }
                    - { name: dry, in: query, schema: { type: boolean } }
                    - { $ref: "#/components/parameters/Shape" }
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema: { $ref: "#/components/schemas/Paint" }
                  responses: { "200": { description: Painted. } }
            components:
              parameters:
                Shape: { name: shape, in: query, schema: { enum: [array] } }
              schemas:
                DoorId: { type: string, maxLength: 8 }
                Colour: { type: string, enum: [red, blue] }
                Paint:
                  type: object
                  required: [colour]
                  additionalProperties: false
                  properties:
                    colour: { $ref: "#/components/schemas/Colour" }
                    layers: { type: array, items: { $ref: "#/components/schemas/Colour" } }
                    note: { type: [string, "null"], maxLength: 3 }
                    at: { type: string, format: date-time }
            """);

    private static final Operation PAINT = DOORS.operations().getFirst();

    @Nested
    class Bodies {

        @Test
        void aGoodBodyHasNoFaults() {
            assertThat(PAINT.faultsOf(body("""
                    {"colour":"red","note":null,"layers":["blue"],"at":"2026-01-01T12:00:00Z"}"""))).isEmpty();
        }

        @Test
        void everyFaultIsPointedAt() {
            assertThat(PAINT.faultsOf(body("""
                    {"color":"red","note":"long","layers":["blue","pink"],"at":"noon"}""")))
                    .containsExactlyInAnyOrder(
                            new Fault("/colour", "The field 'colour' is missing."),
                            new Fault("/color", "There is no field 'color' here; remove it."),
                            new Fault("/note", "It may have at most 3 characters."),
                            new Fault("/layers/1", "It must be one of red, blue."),
                            new Fault("/at", "It is not a valid date-time."));
        }

        @Test
        void aListIsNotAnObject() {
            assertThat(PAINT.faultsOf(body("[]")))
                    .containsExactly(new Fault("", "It must be an object, not an array."));
        }

        @Test
        void brokenJsonIsRefusedWithItsPlace() {
            assertThatThrownBy(() -> body("{\"a\": }"))
                    .isInstanceOf(AuleException.class)
                    .hasMessage("The body is not JSON; look at line 1, column 7.");
            assertThatThrownBy(() -> body("{\"a\":1,\"a\":2}")).isInstanceOf(AuleException.class);
            assertThatThrownBy(() -> body("{} {}")).isInstanceOf(AuleException.class);
            assertThatThrownBy(() -> body("")).hasMessage("The body is empty; send a JSON value.");
        }
    }

    @Nested
    class Addresses {

        @Test
        void valuesAreReadAsTheirTypes() {
            assertThat(PAINT.faultsOfQuery(Map.of("coats", "3", "dry", "true", "shape", "array")))
                    .isEmpty();
            assertThat(PAINT.faultsOfPath(Map.of("id", "d1"))).isEmpty();
        }

        @Test
        void everyFaultIsPointedAt() {
            assertThat(PAINT.faultsOfQuery(Map.of("coats", "ten", "dry", "1", "shape", "list", "colour", "red")))
                    .containsExactlyInAnyOrder(
                            new Fault("/query/coats", "It must be an integer, not a string."),
                            new Fault("/query/dry", "It must be a boolean, not a string."),
                            new Fault("/query/shape", "It must be one of array."),
                            new Fault("/query/colour", "There is no parameter 'colour' here; remove it."));
            assertThat(PAINT.faultsOfQuery(Map.of("coats", "10")))
                    .containsExactly(new Fault("/query/coats", "It must be at most 9."));
            assertThat(PAINT.faultsOfPath(Map.of("id", "far-too-long")))
                    .containsExactly(new Fault("/path/id", "It may have at most 8 characters."));
        }
    }

    @Nested
    class Paths {

        private final Contract windows = Contract.parse("windows", """
                paths:
                  /v1/windows/{id}:
                    description: One window.
                    parameters:
                      - { name: id, in: path, required: true, schema: { type: string, maxLength: 3 } }
                    get: { operationId: show, x-permission: a.b, summary: Show. }
                    delete:
                      operationId: close
                      x-permission: a.b
                      summary: Close.
                      parameters: [{ name: gently, in: query, schema: { type: boolean } }]
                """);

        @Test
        void parametersOfAPathBelongToEachOfItsOperations() {
            assertThat(windows.complaints()).isEmpty();
            assertThat(windows.operations()).extracting(Operation::id).containsExactly("show", "close");
            assertThat(windows.operations())
                    .allSatisfy(it -> assertThat(it.faultsOfPath(Map.of("id", "long")))
                            .containsExactly(new Fault("/path/id", "It may have at most 3 characters.")));
            assertThat(windows.operations().getLast().faultsOfQuery(Map.of("gently", "true")))
                    .isEmpty();
        }
    }

    @Nested
    class Complaints {

        @Test
        void aSoundContractHasNone() {
            assertThat(DOORS.complaints()).isEmpty();
        }

        @Test
        void anOperationNeedsAnIdAPermissionAndASummary() {
            assertThat(Contract.parse("doors", "paths: { /v1/doors: { get: {} } }")
                            .complaints())
                    .containsExactly(
                            "api/doors.yaml: 'get /v1/doors' has no operationId; give it one.",
                            "api/doors.yaml: 'get /v1/doors' has no x-permission; give it one.",
                            "api/doors.yaml: 'get /v1/doors' has no summary; give it one.");
        }

        @Test
        void aBodyNeedsANameAndIsClosed() {
            assertThat(Contract.parse("doors", """
                    paths:
                      /v1/doors:
                        post:
                          operationId: a
                          x-permission: b
                          summary: c
                          requestBody: { content: { application/json: { schema: { type: object } } } }
                        put:
                          operationId: d
                          x-permission: e
                          summary: f
                          requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Open" } } } }
                    components: { schemas: { Open: { type: object } } }
                    """).complaints())
                    .containsExactly(
                            "api/doors.yaml: the body of 'post /v1/doors' has no name; move its schema to"
                                    + " components/schemas.",
                            "api/doors.yaml: the body of 'put /v1/doors' takes unknown fields; set"
                                    + " additionalProperties to false.");
        }
    }

    private static tools.jackson.databind.JsonNode body(String json) {
        return Json.parse(json);
    }
}
