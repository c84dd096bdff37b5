package aule.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import aule.schema.Contract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            thing.list | runs.read | name | thing.show | ''
            thing.show | runs.read | name | thing.show | which another operation has
            list       | runs.read | name | thing.show | name it like process.list
            thing.list | public    | name | thing.show | commands need a permission
            thing.list | runs.read | id   | thing.show | the frame's own
            """, quoteCharacter = '"')
    void thatCannotBeServedAreRefusedAtTheStart(
            String type, String permission, String parameter, String other, String complaint) {
        var contract = Contract.parse("things", """
                openapi: 3.1.0
                info: { title: Things, version: "1" }
                paths:
                  /v1/other:
                    get:
                      operationId: showOther
                      x-permission: runs.read
                      x-command: { type: %s }
                      summary: Show.
                  /v1/things:
                    get:
                      operationId: listThings
                      x-permission: %s
                      x-command: { type: %s }
                      summary: List.
                      parameters: [ { name: %s, in: query, schema: { type: string } } ]
                """.formatted(other, permission, type, parameter));

        var complaints = Commands.complaints(List.of(contract));

        if (complaint.equals("''")) {
            assertThat(complaints).isEmpty();
        } else {
            assertThat(complaints).singleElement().asString().contains("'listThings'", complaint);
        }
    }
}
