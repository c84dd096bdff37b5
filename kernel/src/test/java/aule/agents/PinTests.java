package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.testkit.AgentsHome;
import aule.testkit.Turn;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Facts that no summary loses. */
@Timeout(200)
class PinTests extends WithLongRuns {

    private static final Pattern CODE = Pattern.compile("Pinned 1: (The gate code is \\d+\\.)");

    private static Turn.Answer pin(String fact) {
        return Turn.call("pin", "{\"fact\": \"%s\"}".formatted(fact));
    }

    private static String pinned(ChatModel.Request request) {
        var found = CODE.matcher(whole(request));
        return found.find() ? found.group(1) : "lost";
    }

    @Test
    void aFactOfTheFirstStepIsUsedAtTheHundredAndFiftieth() {
        var worker = worker((step, request) -> switch (step) {
            case 1 -> pin("The gate code is 4711.");
            case 150 ->
                Turn.call("write_file", "{\"path\": \"code.txt\", \"content\": \"%s\"}".formatted(pinned(request)));
            case 151 -> Turn.text("Done.");
            default -> note(step);
        });
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("use the code at last"), 300));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.project().resolve("code.txt")).hasContent("The gate code is 4711.");
        }
    }

    @Test
    void whatIsPinnedAndSaidAndDecidedStaysWordForWordOverTwentySummaries() {
        var fact = "Ünïcode fact; \\\"quoted\\\", with 3 % of it — and a tail.";
        var worker = worker((step, _) -> switch (step) {
            case 1 -> pin(fact);
            case 2 -> Turn.call("write_file", "{\"path\": \"plan.md\", \"content\": \"one\"}");
            case 3 -> Turn.call("read_file", "{\"path\": \"nowhere.txt\"}");
            case 4 -> Turn.call("exec", "{\"command\": \"until [ -e go ]; do sleep 0.02; done\"}");
            default -> step <= 400 ? note(step) : Turn.text("Done.");
        });
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = start(home, Goal.of("remember"), 600);
            home.await(
                    run,
                    "runs its command",
                    it -> it.work().step() == 4 && it.work().openCalls() == 1);
            home.post("/v1/runs/%s/messages".formatted(run.id()), "{\"text\": \"Paint it blue, please.\"}");
            home.write("go", "");

            assertThat(ended(home, run).status()).isEqualTo(RunStatus.COMPLETED);
            var summaries = compactions(home, run);
            assertThat(summaries).hasSizeGreaterThan(20);
            assertThat(summaries.subList(1, summaries.size()))
                    .allSatisfy(it -> assertThat(it.pinned())
                            .contains(
                                    "Pinned 1: " + fact.replace("\\\"", "\""),
                                    "The person said: Paint it blue, please.",
                                    "File plan.md: created, 3 bytes")
                            .anyMatch(line -> line.startsWith("Failed, not to be repeated unchanged: read_file")
                                    && line.contains("nowhere.txt")));
            assertThat(whole(worker.requests().getLast()))
                    .contains(summaries.getLast().pinned());
        }
    }

    @Test
    void aFactThatIsLetGoOfIsGoneAndAnotherOneStays() {
        var worker = worker((step, _) -> switch (step) {
            case 1 ->
                Turn.calls(
                        new Turn.Call("pin", "{\"fact\": \"first\"}"),
                        new Turn.Call("pin", "{\"fact\": \"second\"}"),
                        new Turn.Call("pin", "{\"fact\": \"first\"}"));
            case 2 -> Turn.call("unpin", "{\"number\": 1}");
            case 3 -> Turn.call("unpin", "{\"number\": 9}");
            case 4 -> pin("x".repeat(501));
            default -> step <= 60 ? note(step) : Turn.text("Done.");
        });
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("remember"), 100));

            assertThat(home.events(run, RunEvent.ToolAnswered.class).subList(0, 6))
                    .extracting(RunEvent.ToolAnswered::output)
                    .containsExactly(
                            "Pinned as number 1.",
                            "Pinned as number 2.",
                            "Pinned as number 1.",
                            "Number 1 is no longer pinned.",
                            "There is no pinned fact 9; pinned are [2].",
                            "A fact has 1 to 500 characters, this one has 501; pin it in fewer words.");
            assertThat(compactions(home, run).getLast().pinned())
                    .contains("Pinned 2: second")
                    .noneMatch(it -> it.contains("first"));
        }
    }

    @Test
    void fiftyFactsArePinnedAtMost() {
        var worker = worker((step, _) -> step <= 51 ? pin("fact number " + step) : Turn.text("Done."));
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("remember much"), 100));

            assertThat(home.events(run, RunEvent.ToolAnswered.class).getLast().output())
                    .isEqualTo("50 facts are pinned already; unpin one that no longer matters.");
        }
    }
}
