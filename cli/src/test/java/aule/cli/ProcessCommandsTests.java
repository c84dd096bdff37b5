package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessCommandsTests extends AtTheTerminal {

    private static final String FAMILY = """
            {"runs":[
              {"id":"run-child","parent_id":"run-top","status":"waiting","waiting":{"reason":"timer"},"priority":3,
               "step":1,"limits":{"max_steps":25},"tokens_in":5,"tokens_out":2,"duration_ms":900,"goal":"look"},
              {"id":"run-later","status":"queued","position":4,"priority":5,"step":0,"limits":{"max_steps":200},
               "duration_ms":0,"goal":"wait"},
              {"id":"run-top","status":"running","priority":1,"step":3,"limits":{"max_steps":200},
               "tokens_in":10,"tokens_out":1,"duration_ms":1500,"goal":"tidy\\nup"}]}
            """;

    @Test
    void childrenStandBelowTheirParents() {
        kernel.answers("GET /v1/runs", FAMILY);

        assertThat(screen.aule("ps")).isZero();

        assertThat(screen.out().lines().toList())
                .containsExactly(
                        "RUN        STATUS         PRIO  STEPS  TOKENS  TIME    GOAL",
                        "run-later  queued 4       5     0/200  0       0 ms    wait",
                        "run-top    running        1     3/200  11      1.5 s   tidy up",
                        "run-child  waiting timer  3     1/25   7       900 ms    └ look");
    }

    @Test
    void aProcessTableWithoutRunsSaysSo() {
        kernel.answers("GET /v1/runs", "{\"runs\":[]}");

        assertThat(screen.aule("ps")).isZero();
        assertThat(screen.err()).contains("Nothing runs");
    }

    @Test
    void topPrintsOnceIntoAPipe() {
        kernel.answers("GET /v1/runs", FAMILY)
                .answers(
                        "GET /v1/system/status",
                        "{\"version\":\"0.1.0\",\"uptime_ms\":61000,\"runs\":{\"running\":1,\"queued\":1,\"waiting\":1},\"tokens_today\":{\"in\":15,\"out\":3},\"memory\":{\"rss\":262144000}}");

        assertThat(screen.aule("top")).isZero();
        assertThat(screen.out())
                .contains(
                        "Aule 0.1.0, 1 min 1 s · 1 running, 1 queued, 1 waiting · 18 tokens today · 250 MB", "└ look");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pause run-1 | POST /v1/runs/run-1/pause | {}",
                "resume run-1 | POST /v1/runs/run-1/resume | {}",
                "kill run-1 | POST /v1/runs/run-1/signal | {\"signal\":\"TERM\"}",
                "kill -s KILL run-1 | POST /v1/runs/run-1/signal | {\"signal\":\"KILL\"}",
                "continue run-1 --steps 7 | POST /v1/runs/run-1/continue | {\"steps\":7}",
                "nice run-1 2 | PATCH /v1/runs/run-1 | {\"priority\":2}",
                "retry run-1 --model a/b | POST /v1/runs/run-1/retry | {\"model\":\"a/b\"}",
            })
    void aSignalIsSentAndTheRunsStateSaid(String command, String request, String body) {
        kernel.answers(request, "{\"id\":\"run-1\",\"status\":\"paused\"}");

        assertThat(screen.aule(command.split(" "))).isZero();

        assertThat(screen.out()).isEqualTo("The run run-1 is paused.\n");
        assertThat(kernel.lastBody().toString()).isEqualTo(body);
    }

    @Test
    void aMessageIsSentToTheRun() {
        kernel.answers("POST /v1/runs/run-1/messages", "{\"id\":\"msg-1\"}")
                .answers("GET /v1/runs/run-1", "{\"id\":\"run-1\",\"status\":\"running\"}");

        assertThat(screen.aule("send", "run-1", "use German")).isZero();
        assertThat(kernel.lastBody().toString()).isEqualTo("{\"text\":\"use German\"}");
    }

    @Test
    void aRunIsKnownByTheEndOfItsIdAndTheNewestAsLast() {
        kernel.answers("GET /v1/runs", FAMILY)
                .answers("POST /v1/runs/run-later/pause", "{\"id\":\"run-later\",\"status\":\"paused\"}")
                .answers("POST /v1/runs/run-child/pause", "{\"id\":\"run-child\",\"status\":\"paused\"}");

        assertThat(screen.aule("pause", "later")).isZero();
        assertThat(screen.aule("pause", "last")).isZero();
        assertThat(screen.out()).isEqualTo("The run run-later is paused.\nThe run run-child is paused.\n");
    }

    @Test
    void aNameThatFitsNoRunOrNotOneAloneIsBadUsage() {
        kernel.answers("GET /v1/runs", "{\"runs\":[{\"id\":\"run-aabcd\"},{\"id\":\"run-babcd\"}]}");

        assertThat(screen.aule("pause", "abcd")).isEqualTo(2);
        assertThat(screen.aule("pause", "wxyz")).isEqualTo(2);
        assertThat(screen.aule("pause", "cd")).isEqualTo(2);
        assertThat(screen.err())
                .contains("More than one run ends with \"abcd\": run-aabcd, run-babcd.", "No run among", "too short");
    }

    @Test
    void aRunIsFollowedToItsEnd() {
        kernel.event("run.started", "").event("run.completed", "\"answer\":\"Two files.\"");

        assertThat(screen.aule("follow", "run-1")).isZero();
        assertThat(screen.out()).isEqualTo("Two files.\n");
    }

    @Test
    void deadLettersAreListedRetriedAndClosed() {
        kernel.answers(
                        "GET /v1/dead-letters",
                        "{\"dead_letters\":[{\"run_id\":\"run-1\",\"failed_at\":\"2026-01-01T12:00:00Z\",\"code\":\"unavailable\",\"attempts\":2,\"goal\":\"look\",\"detail\":\"It was busy.\"}]}")
                .answers("POST /v1/dead-letters/run-1/retry", "{\"id\":\"run-2\"}")
                .answers("POST /v1/dead-letters/run-1/close", "{}");

        assertThat(screen.aule("letters", "ls")).isZero();
        assertThat(screen.aule("letters", "retry", "run-1", "--goal", "look twice"))
                .isZero();
        assertThat(screen.aule("letters", "close", "run-1", "--note", "not needed"))
                .isZero();

        assertThat(screen.out())
                .contains("run-1  2026-01-01T12:00:00Z  unavailable  2", "The run run-2 tries again.", "Closed.");
        assertThat(kernel.bodies.getFirst().toString()).isEqualTo("{\"goal\":\"look twice\"}");
    }
}
