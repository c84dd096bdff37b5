package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunCommandTests extends AtTheTerminal {

    private static final String ASKS =
            "\"confirmation_id\":\"conf-1\",\"call_id\":\"c1\",\"kind\":\"approval\",\"tool\":\"exec\","
                    + "\"arguments\":\"{\\\"command\\\":\\\"rm -rf \\u202egnp.exe\\\"}\",\"reason\":\"It deletes many files.\"";
    private static final String DONE = "\"answer\":\"All is done.\"";

    @Nested
    class Telling {

        @Test
        void theAnswerIsAllThatGoesToTheOutput() {
            kernel.event("run.started", "")
                    .live("thought.delta", "step-1", 0, "First I look.\n")
                    .event(
                            "model.answered",
                            "\"step\":1,\"thought\":\"First I look.\",\"text\":\"I run it.\",\"tool_calls\":[{}],\"usage\":{\"tokens_in\":1000,\"tokens_out\":204}")
                    .event(
                            "tool.called",
                            "\"call_id\":\"c1\",\"tool\":\"exec\",\"arguments\":\"{\\\"command\\\":\\\"python3 hello.py\\\"}\"")
                    .live("tool.output", "c1", 0, "olá\n")
                    .event(
                            "tool.answered",
                            "\"call_id\":\"c1\",\"tool\":\"exec\",\"ok\":true,\"output\":\"olá\",\"duration_ms\":34,\"receipt_id\":\"rcpt-7\",\"changes\":[{\"path\":\"a.txt\",\"kind\":\"created\",\"added\":2,\"removed\":0}]")
                    .event("run.completed", DONE);

            assertThat(screen.aule("run", "say hello")).isZero();

            assertThat(screen.out()).isEqualTo("All is done.\n");
            assertThat(screen.err())
                    .contains("First I look.", "I run it.", "→ runs python3 hello.py", "  │ olá")
                    .contains("✓ a.txt created +2 −0 · 34 ms · rcpt-7", "1 step · 1,204 tokens")
                    .containsOnlyOnce("First I look.");
        }

        @Test
        void aPersonSeesTheAnswerGrowAndSeesItOnce() {
            kernel.live("message.delta", "step-1", 0, "All is")
                    .live("message.delta", "step-1", 6, " done.")
                    .event("model.answered", "\"step\":1,\"text\":\"All is done.\",\"tool_calls\":[]")
                    .event("run.completed", DONE);

            screen.watched().aule("run", "say hello");

            assertThat(screen.out()).isEqualTo("All is done.\n");
        }

        @Test
        void jsonIsOneEventALine() {
            kernel.event("run.started", "")
                    .live("tool.output", "c1", 0, "olá\n")
                    .event("run.completed", DONE);

            assertThat(screen.aule("run", "say hello", "--json")).isZero();

            List<String> types = screen.out()
                    .lines()
                    .map(line -> Json.text(Json.parse(line), "type"))
                    .toList();
            assertThat(types).containsExactly("", "run.started", "tool.output", "run.completed");
        }

        @Test
        void whatAToolPrintsCannotSteerTheTerminal() {
            kernel.live("tool.output", "c1", 0, "\u001b[2Jred\u001b]0;title\u0007 fish\u0008\n")
                    .event("run.completed", DONE);

            screen.aule("run", "say hello");

            assertThat(screen.err()).contains("│ red fish\n").doesNotContain("\u001b");
        }

        @Test
        void aFailedCallShowsItsOutput() {
            kernel.event(
                            "tool.answered",
                            "\"call_id\":\"c1\",\"tool\":\"exec\",\"ok\":false,\"output\":\"no such file\",\"error\":\"tool_failed\",\"exit_code\":2")
                    .event("run.completed", DONE);

            screen.aule("run", "say hello");

            assertThat(screen.err()).contains("  │ no such file", "✗ exit 2");
        }
    }

    @Nested
    class Ending {

        @Test
        void aFailedRunEndsWithOne() {
            kernel.event("run.failed", "\"code\":\"step_limit\",\"detail\":\"The run used all its 20 steps.\"");

            assertThat(screen.aule("run", "say hello")).isEqualTo(1);
            assertThat(screen.err()).contains("✗ failed: The run used all its 20 steps.");
            assertThat(screen.out()).isEmpty();
        }

        @Test
        void aCancelledRunEndsWithOne() {
            kernel.event("run.cancelled", "\"reason\":\"Stopped in the desktop.\"");

            assertThat(screen.aule("run", "say hello")).isEqualTo(1);
            assertThat(screen.err()).contains("✗ cancelled: Stopped in the desktop.");
        }

        @Test
        void theKernelsRefusalIsToldInItsWords() {
            kernel.answers(
                    "POST /v1/runs",
                    "{\"status\":400,\"detail\":\"There is no model \\\"x/y\\\".\",\"code\":\"invalid\"}");

            assertThat(screen.aule("run", "say hello", "--model", "x/y")).isEqualTo(2);
            assertThat(screen.err()).contains("There is no model \"x/y\".");
        }

        @Test
        void anInterruptCancelsTheRunAndNotTheKernel() {
            Kernel client = Kernel.on(new Home(home));
            Terminal quiet = Terminal.ofProcess();
            try (Interruption interruption = Interruption.watching(quiet, client, "run-1")) {
                interruption.cancel();
            }

            assertThat(kernel.requests).containsExactly("POST /v1/runs/run-1/cancel");
            assertThat(Json.text(kernel.lastBody(), "reason")).contains("Ctrl-C");
        }
    }

    @Nested
    class Reconnecting {

        @Test
        void aBrokenStreamGoesOnBehindTheLastEvent() {
            kernel.event("run.started", "")
                    .live("tool.output", "c1", 0, "one\n")
                    .event(
                            "tool.called",
                            "\"call_id\":\"c2\",\"tool\":\"read_file\",\"arguments\":\"{\\\"path\\\":\\\"a.txt\\\"}\"")
                    .breaks()
                    .live("tool.output", "c1", 0, "one\ntwo\n")
                    .event("run.completed", DONE);

            assertThat(screen.aule("run", "say hello")).isZero();

            assertThat(kernel.resumedAfter).containsExactly("", "2");
            assertThat(screen.err())
                    .containsOnlyOnce("reads a.txt")
                    .containsOnlyOnce("│ one")
                    .containsOnlyOnce("│ two");
        }
    }

    @Nested
    class Approving {

        @Test
        void yesApprovesAndTheCommandIsShownWithNothingHidden() {
            asked();

            screen.typing("y").aule("run", "clean up");

            assertThat(screen.err()).contains("rm -rf \\u{202e}gnp.exe", "It deletes many files.");
            assertThat(kernel.requests).contains("POST /v1/confirmations/conf-1");
            assertThat(Json.text(kernel.lastBody(), "decision")).isEqualTo("approve");
        }

        @Test
        void alwaysHoldsForThisRun() {
            asked();

            screen.typing("a").aule("run", "clean up");

            assertThat(Json.text(kernel.lastBody(), "remember")).isEqualTo("run");
        }

        @Test
        void noRejects() {
            asked();

            screen.typing("perhaps", "n").aule("run", "clean up");

            assertThat(screen.err()).contains("y approves, n rejects");
            assertThat(Json.text(kernel.lastBody(), "decision")).isEqualTo("reject");
        }

        @Test
        void anEditSendsTheCommandThatThePersonTyped() {
            asked();

            screen.typing("e", "ls -la").aule("run", "clean up");

            assertThat(Json.text(kernel.lastBody(), "decision")).isEqualTo("edit");
            assertThat(kernel.lastBody().path("args").path("command").asString(""))
                    .isEqualTo("ls -la");
        }

        @Test
        void aQuestionIsAnsweredByTheNumberOfAnOption() {
            kernel.event(
                            "confirmation.requested",
                            "\"confirmation_id\":\"conf-2\",\"kind\":\"question\",\"tool\":\"ask_user\",\"arguments\":\"{\\\"question\\\":\\\"Which colour?\\\"}\",\"options\":[\"red\",\"blue\"]")
                    .untilPosted()
                    .event("run.completed", DONE);

            screen.typing("2").aule("run", "paint");

            assertThat(screen.err()).contains("Which colour?", "1) red", "2) blue");
            assertThat(Json.text(kernel.lastBody(), "text")).isEqualTo("blue");
        }

        @Test
        void yesOnTheCommandLineApprovesWithoutAsking() {
            asked();

            assertThat(screen.aule("run", "clean up", "--yes")).isZero();
            assertThat(Json.text(kernel.lastBody(), "decision")).isEqualTo("approve");
        }

        @Test
        void withoutATerminalItSaysWhereToAnswerAndKeepsWaiting() {
            kernel.event("confirmation.requested", ASKS)
                    .event(
                            "confirmation.resolved",
                            "\"confirmation_id\":\"conf-1\",\"decision\":\"approve\",\"by\":\"user-1\"")
                    .event("run.completed", DONE);

            assertThat(screen.aule("run", "clean up")).isZero();

            assertThat(screen.err()).contains("/approvals", "./aule approvals approve conf-1");
            assertThat(kernel.requests).doesNotContain("POST /v1/confirmations/conf-1");
        }

        private void asked() {
            kernel.event("confirmation.requested", ASKS).untilPosted().event("run.completed", DONE);
        }
    }

    @Nested
    class Starting {

        @Test
        void aRunStartsAKernelWhenNoneRuns() throws IOException {
            kernel.event("run.completed", DONE);
            Files.move(home.resolve("kernel.json"), home.resolve("stopped.json"));
            Path launcher = script("echo \"$@\" >'%1$s/said'; mv '%1$s/stopped.json' '%1$s/kernel.json'");

            assertThat(screen.launchedBy(launcher).aule("run", "say hello")).isZero();

            assertThat(home.resolve("said")).hasContent("up --no-open --home " + home);
            assertThat(screen.out()).isEqualTo("All is done.\n");
        }

        @Test
        void aKernelThatDoesNotStartEndsTheRunWithOne() throws IOException {
            Files.delete(home.resolve("kernel.json"));

            assertThat(screen.launchedBy(script("exit 1")).aule("run", "say hello"))
                    .isEqualTo(1);
            assertThat(screen.err()).contains("none could be started");
        }

        private Path script(String body) throws IOException {
            Path script = Files.writeString(home.resolve("aule"), "#!/bin/sh\n" + body.formatted(home) + "\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return script;
        }
    }

    @Nested
    class Asking {

        @Test
        void aProjectIsFoundByItsName() {
            kernel.answers(
                            "GET /v1/projects",
                            "{\"projects\":[{\"id\":\"proj-1\",\"name\":\"Garden\",\"folder\":\"/h/projects/garden\"}]}")
                    .event("run.completed", DONE);

            screen.aule("run", "plant", "--project", "garden", "--agent", "coder", "--model", "builtin/commands");

            assertThat(kernel.bodies.getFirst().toString())
                    .isEqualTo(
                            "{\"goal\":\"plant\",\"project_id\":\"proj-1\",\"agent\":\"coder\",\"model\":\"builtin/commands\"}");
        }

        @Test
        void anUnknownProjectIsBadUsageAndNamesTheOthers() {
            kernel.answers("GET /v1/projects", "{\"projects\":[{\"id\":\"proj-1\",\"name\":\"Garden\"}]}");

            assertThat(screen.aule("run", "plant", "--project", "house")).isEqualTo(2);
            assertThat(screen.err()).contains("There is no project \"house\"; there are: Garden.");
        }

        @Test
        void noGoalIsBadUsage() {
            assertThat(screen.aule("run")).isEqualTo(2);
            assertThat(new Screen(home).aule("run", "  ")).isEqualTo(2);
            assertThat(kernel.requests).isEmpty();
        }

        @Test
        void anUnknownOptionIsBadUsage() {
            assertThat(screen.aule("run", "plant", "--fast")).isEqualTo(2);
            assertThat(screen.err()).contains("--fast", "GOAL");
        }
    }
}
