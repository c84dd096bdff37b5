package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForkCommandTests extends AtTheTerminal {

    private static final String STEPS = """
            {"steps":[{"step":1,"left":{}},{"step":2,"left":{"position":5}},{"step":3,"left":{"position":11}}],"count":3}
            """;
    private static final String EVENTS = """
            {"events":[{"seq":1,"position":5,"type":"model.answered","step":2},
              {"seq":2,"position":7,"type":"tool.answered","step":2},
              {"seq":3,"position":12,"type":"tool.answered","step":3},
              {"seq":4,"position":13,"type":"tool.answered","step":3}]}
            """;

    @BeforeEach
    void knowsARun() {
        kernel.answers(
                        "POST /v1/runs/run-1/fork",
                        "{\"id\":\"run-2\",\"status\":\"queued\",\"fork_of\":\"run-1\",\"fork_at\":7}")
                .answers("GET /v1/runs/compare", STEPS)
                .answers("GET /v1/runs/run-1/events", EVENTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--at 7 | {\"at\":7}",
                "--goal look --message loud --model a/b | {\"goal\":\"look\",\"message\":\"loud\",\"model\":\"a/b\"}",
                "--agent pers-1 --files keep | {\"persona_id\":\"pers-1\",\"workspace\":\"keep\"}",
                "--step 1 | {\"at\":4}",
                "--step 2 | {\"at\":10}",
                "--step 3 | {}",
                "--step 3 --answer Done. | {\"at\":11,\"answer\":{\"text\":\"Done.\"}}",
                "--step 2 --result none --failed | {\"at\":7,\"result\":{\"ok\":false,\"output\":\"none\"}}",
                "--at 12 --result two | {\"at\":12,\"result\":{\"ok\":true,\"output\":\"two\"}}",
            })
    void aRunIsForkedWhereAndAsItWasSaid(String options, String body) {
        assertThat(screen.aule(("fork run-1 " + options).split(" "))).isZero();

        assertThat(screen.out()).isEqualTo("The run run-2 goes its own way after event 7 of run-1; it is queued.\n");
        assertThat(kernel.lastBody()).isEqualTo(Json.parse(body));
    }

    @Test
    void anAnswerCanCallOtherTools() {
        assertThat(screen.aule(
                        "fork", "run-1", "--at", "5", "--call", "exec {\"command\":\"ls -l\"}", "--call", "list_dir"))
                .isZero();

        assertThat(kernel.lastBody()).isEqualTo(Json.parse("""
                        {"at":5,"answer":{"text":"","tool_calls":[
                          {"tool":"exec","arguments":{"command":"ls -l"}},{"tool":"list_dir","arguments":{}}]}}
                        """));
    }

    @Test
    void anAgentIsFoundByItsName() {
        kernel.answers("GET /v1/personas", "{\"personas\":[{\"id\":\"pers-7\",\"name\":\"Coder\"}]}");

        assertThat(screen.aule("fork", "run-1", "--agent", "coder")).isZero();
        assertThat(kernel.lastBody().toString()).isEqualTo("{\"persona_id\":\"pers-7\"}");

        assertThat(screen.aule("fork", "run-1", "--agent", "nobody")).isEqualTo(2);
        assertThat(screen.err()).contains("There is no agent \"nobody\"");
    }

    @Test
    void aForkIsWatchedToItsEnd() {
        kernel.event("run.started", "").event("run.completed", "\"answer\":\"Two files.\"");

        assertThat(screen.aule("fork", "run-1", "--watch")).isZero();
        assertThat(kernel.requests).contains("GET /v1/runs/run-2/events");
        assertThat(screen.out()).isEqualTo("Two files.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--at 1 --step 1 | both name the place",
                "--answer a --result b | give --answer or --result",
                "--failed | give --result too",
                "--step 9 --answer a | has no step 9; it has 3",
                "--step 1 --answer a | took its step 1 over from another",
                "--step 3 --result a | at the events 12, 13",
                "--step 1 --result a | has no result of its own in step 1",
                "--at x | Invalid value for option '--at'",
            })
    void whatDoesNotFitIsBadUsageAndForksNothing(String options, String sentence) {
        assertThat(screen.aule(("fork run-1 " + options).split(" "))).isEqualTo(2);

        assertThat(screen.err()).contains(sentence);
        assertThat(kernel.requests).doesNotContain("POST /v1/runs/run-1/fork");
    }

    @Test
    void theArgumentsOfACallAreAnObject() {
        assertThat(screen.aule("fork", "run-1", "--at", "5", "--call", "exec 1"))
                .isEqualTo(2);

        assertThat(screen.err()).contains("are a JSON object");
        assertThat(kernel.requests).isEmpty();
    }
}
