package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTests extends AtTheTerminal {

    @ParameterizedTest
    @CsvSource({
        "runs, GET /v1/runs",
        "approvals, GET /v1/confirmations",
        "letters, GET /v1/dead-letters",
        "egress, GET /v1/egress",
        "tests, GET /v1/run-tests"
    })
    void whatIsNotToldWhatToDoLists(String group, String request) {
        kernel.answers(request, "{}");

        assertThat(screen.aule(group)).isZero();
        assertThat(kernel.requests).contains(request);
    }

    @Test
    void whatLeftIsListedTheNewestLast() {
        kernel.answers("GET /v1/egress", """
                {"requests": [
                {"at": "T2", "verdict": "denied", "purpose": "sandbox", "host": "b.test", "port": 443, "bytes_up": 0,
                 "bytes_down": 0, "reason": "Not\\nreached."},
                {"at": "T1", "verdict": "allowed", "purpose": "model", "host": "a.test", "port": 80, "bytes_up": 5,
                 "bytes_down": 10, "reason": ""}]}""");

        screen.aule("egress", "ls", "--denied");

        assertThat(screen.out().lines().toList())
                .containsExactly(
                        "AT  VERDICT  FOR      HOST        UP  DOWN  REASON",
                        "T1  allowed  model    a.test:80   5   10",
                        "T2  denied   sandbox  b.test:443  0   0     Not reached.");
    }

    @Test
    void theNetworkOfAProjectIsSetByAPresetOrByHosts() {
        kernel.answers(
                "PUT /v1/projects/proj-1/network",
                "{\"preset\": \"custom\", \"hosts\": [\"a.org\"], \"problem\": \"socat is missing.\"}");

        assertThat(screen.aule("egress", "allow", "proj-1", "a.org")).isZero();

        assertThat(screen.out()).isEqualTo("custom\n  a.org\n");
        assertThat(screen.err()).contains("socat is missing.");
        assertThat(kernel.requests).contains("PUT /v1/projects/proj-1/network");
    }

    @Test
    void tokenPrintsTheOwnersToken() {
        assertThat(screen.aule("token")).isZero();
        assertThat(screen.out()).isEqualTo(LoopbackKernel.TOKEN + "\n");
    }

    @Test
    void aHomeThatNeverStartedHasNoToken(@TempDir Path fresh) {
        assertThat(screen.aule("token", "--home", fresh.toString())).isEqualTo(1);
        assertThat(screen.err()).contains("has no token yet", "./aule up");
    }

    @Test
    void withoutAKernelACommandSaysHowToStartOne() throws IOException {
        Files.delete(home.resolve("kernel.json"));

        assertThat(screen.aule("models")).isEqualTo(1);
        assertThat(screen.err()).contains("No kernel runs on the home", "./aule up");
    }

    @Test
    void runsAreListedWithParentAndPhase() {
        kernel.answers(
                "GET /v1/runs",
                "{\"runs\":[{\"id\":\"run-2\",\"status\":\"running\",\"phase\":\"thinking\",\"parent_id\":\"run-1\",\"duration_ms\":1500,\"goal\":\"look\\naround\"}]}");

        screen.aule("runs", "ls");

        assertThat(screen.out().lines().toList())
                .containsExactly(
                        "RUN    STATUS   PHASE     PARENT  TOOK   GOAL",
                        "run-2  running  thinking  run-1   1.5 s  look around");
    }

    @Test
    void aRunOfThePastIsTold() {
        kernel.answers(
                        "GET /v1/runs/run-1",
                        "{\"id\":\"run-1\",\"goal\":\"look around\",\"status\":\"completed\",\"duration_ms\":7000}")
                .answers(
                        "GET /v1/runs/run-1/events",
                        "{\"events\":[{\"seq\":1,\"type\":\"tool.called\",\"tool\":\"list_dir\",\"arguments\":\"{}\"},{\"seq\":2,\"type\":\"run.completed\",\"answer\":\"Two files.\"}]}");

        assertThat(screen.aule("runs", "show", "run-1")).isZero();
        assertThat(screen.err()).contains("look around", "→ lists the project folder", "0 steps · 7 s");
        assertThat(screen.out()).isEqualTo("Two files.\n");
    }

    @Test
    void aRunIsCancelled() {
        kernel.answers("POST /v1/runs/run-1/cancel", "{\"id\":\"run-1\",\"status\":\"cancelled\"}");

        assertThat(screen.aule("runs", "cancel", "run-1")).isZero();
        assertThat(screen.out()).isEqualTo("The run run-1 is cancelled.\n");
    }

    @Test
    void whatWaitsIsListedAndAnswered() {
        kernel.answers(
                "GET /v1/confirmations",
                "{\"confirmations\":[{\"id\":\"conf-1\",\"run_id\":\"run-1\",\"kind\":\"approval\",\"tool\":\"exec\",\"arguments\":{\"command\":\"ls \\u200b/\"},\"reason\":\"No isolation.\"}]}");

        screen.aule("approvals", "ls");
        screen.aule("approvals", "reject", "conf-1", "--reason", "Not today.");

        assertThat(screen.out()).contains("conf-1  run-1", "ls \\u{200b}/", "No isolation.", "Rejected.");
        assertThat(kernel.lastBody().toString()).isEqualTo("{\"decision\":\"reject\",\"text\":\"Not today.\"}");
    }

    @Test
    void aSecondAnswerIsRefusedInTheKernelsWords() {
        kernel.answers(
                "POST /v1/confirmations/conf-1",
                "{\"status\":409,\"detail\":\"It was answered already.\",\"code\":\"conflict\"}");

        assertThat(screen.aule("approvals", "approve", "conf-1")).isEqualTo(1);
        assertThat(screen.err()).contains("It was answered already.");
    }

    @Test
    void modelsAreListedWithTheDefaultMarked() {
        kernel.answers(
                "GET /v1/models",
                "{\"models\":[{\"id\":\"builtin/commands\",\"role\":\"general\",\"is_local\":true,\"available\":true,\"supports\":{\"tools\":true,\"vision\":false},\"default\":true}]}");
        kernel.answers(
                "GET /v1/models/reliability",
                "{\"models\":[{\"model\":\"builtin/commands\",\"calls\":8,\"rate\":0.875}],\"count\":1}");

        screen.aule("models");

        assertThat(screen.out().lines().toList().get(1))
                .isEqualTo("*  builtin/commands  general  local  yes        unknown  unknown       88 %      tools");
    }

    @Test
    void pricesAndWindowsOfModelsAreShown() {
        kernel.answers(
                "GET /v1/models",
                "{\"models\":[{\"id\":\"openai/gpt-5.2\",\"role\":\"general\",\"context_tokens\":272000,\"price\":{\"input\":\"1.750000\",\"output\":\"14.000000\"}},{\"id\":\"ollama/x\",\"is_local\":true,\"context_tokens\":900,\"price\":{\"input\":\"0.000000\",\"output\":\"0.000000\"}}]}");
        kernel.answers("GET /v1/models/reliability", "{\"models\":[],\"count\":0}");

        screen.aule("models", "ls");

        assertThat(screen.out()).contains("272k", "$1.75/$14", "900", "free");
    }

    @Test
    void aTextBecomesAVector() {
        kernel.answers(
                "POST /v1/models/embed",
                "{\"model\":\"ollama/nomic-embed-text\",\"dimensions\":9,\"vectors\":[[0.5,-0.25,0,0,0,0,0,0,1]]}");

        screen.aule("models", "embed", "rain");

        assertThat(screen.out().strip())
                .isEqualTo(
                        "ollama/nomic-embed-text · 9 dimensions · 0.5000 -0.2500 0.0000 0.0000 0.0000 0.0000 0.0000 0.0000 …");
    }

    @Test
    void aModelIsPulledUntilItIsThere() {
        kernel.answers(
                "POST /v1/models/pulls",
                "{\"model\":\"ollama/qwen3:1.7b\",\"state\":\"running\",\"status\":\"pulling\",\"completed_bytes\":1,\"total_bytes\":2}");
        kernel.answers(
                "GET /v1/models/pulls",
                "{\"pulls\":[{\"model\":\"ollama/other\",\"state\":\"failed\"},{\"model\":\"ollama/qwen3:1.7b\",\"state\":\"done\"}]}");

        kernel.live(
                "model.pulling",
                "ollama/qwen3:1.7b",
                1,
                "{\"model\":\"ollama/qwen3:1.7b\",\"state\":\"running\",\"status\":\"pulling\",\"completed_bytes\":2,\"total_bytes\":2}");
        kernel.event("model.pulled", "\"model\":\"ollama/other\",\"ok\":false");
        kernel.breaks();
        kernel.event("model.pulled", "\"model\":\"ollama/qwen3:1.7b\",\"ok\":true");

        assertThat(screen.aule("models", "pull", "qwen3:1.7b")).isZero();
        assertThat(kernel.requests).filteredOn("POST /v1/models/pulls"::equals).hasSize(1);
        assertThat(kernel.lastBody().path("model").asString("")).isEqualTo("qwen3:1.7b");
        assertThat(screen.out()).contains("ollama/qwen3:1.7b is there.");
    }

    @Test
    void aPullThatFailsSaysWhy() {
        kernel.answers(
                "POST /v1/models/pulls",
                "{\"model\":\"ollama/nothing\",\"state\":\"failed\",\"message\":\"There is no such model.\"}");

        assertThat(screen.aule("models", "pull", "nothing")).isEqualTo(1);
        assertThat(screen.err()).contains("There is no such model.");
    }

    @Test
    void aBenchShowsHowWellAModelCallsTools() {
        kernel.answers("GET /v1/models/bench", "{\"tasks\":[{\"id\":\"read\"},{\"id\":\"list\"}],\"count\":2}");
        kernel.answers(
                "POST /v1/models/bench",
                "{\"task\":\"read\",\"model\":\"ollama/x\",\"dialect\":\"json\",\"asked\":\"exec\",\"right_tool\":false,\"right_arguments\":false,\"repaired\":true,\"unclear\":false,\"tokens_in\":100,\"tokens_out\":20,\"duration_ms\":1250}");

        assertThat(screen.aule("models", "bench", "ollama/x")).isZero();

        assertThat(kernel.lastBody().path("model").asString("")).isEqualTo("ollama/x");
        assertThat(kernel.lastBody().path("task").asString("")).isEqualTo("list");
        assertThat(screen.out().lines().toList())
                .containsExactly(
                        "MODEL     ASKED IN  TASKS  RIGHT TOOL  RIGHT ARGUMENTS  REPAIRED  SECONDS  TOKENS",
                        "ollama/x  json      2      0           0                2         2.5      240",
                        "  read: called exec",
                        "  read: called exec");
    }

    @Test
    void whatWasSpentIsShownWithTheBudgets() {
        kernel.answers(
                "GET /v1/usage/summary",
                "{\"today\":{\"cost\":\"0.250000\",\"calls\":3,\"tokens_in\":1200,\"tokens_out\":30,\"unpriced_calls\":1,\"duration_ms\":2500},\"month\":{\"calls\":1,\"unpriced_calls\":1},\"budgets\":[{\"scope\":\"org\",\"period\":\"day\",\"max_cost\":\"1.000000\",\"state\":{\"cost\":\"0.250000\",\"percent\":25,\"status\":\"ok\"}}]}");

        assertThat(screen.aule("spend")).isZero();

        assertThat(screen.out().lines().toList())
                .satisfiesExactly(
                        head -> assertThat(head).contains("COST", "CALLS"),
                        today -> assertThat(today).startsWith("today").contains("$0.250000 + unknown", "1,200", "2 s"),
                        month -> assertThat(month).startsWith("month").contains("unknown"),
                        budget -> assertThat(budget)
                                .startsWith("budget all by day")
                                .contains("$0.250000 of $1.000000", "25 %", "ok"));
    }

    @Test
    void whatWasSpentIsAddedUpInGroups() {
        kernel.answers(
                "GET /v1/usage",
                "{\"group_by\":\"model\",\"usage\":[{\"key\":\"a/b\",\"cost\":\"0.500000\",\"calls\":2}],\"total\":{\"cost\":\"0.500000\",\"calls\":2}}");

        assertThat(screen.aule("spend", "--by", "model")).isZero();

        assertThat(screen.out().lines().toList().get(1)).startsWith("a/b").contains("$0.500000");
        assertThat(screen.aule("spend", "--by", "mood")).isEqualTo(2);
    }

    @Test
    void aBillIsComparedAndItsDifferencesAreShown(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("august.csv"), "time,model,cost\n");
        kernel.answers(
                "POST /v1/usage/bills",
                "{\"id\":\"bill-1\",\"billed\":{\"calls\":2,\"cost\":\"1.500000\"},\"ledger\":{\"calls\":1,\"cost\":\"1.000000\",\"tokens_in\":1200,\"tokens_out\":7},\"difference\":\"0.500000\",\"same\":1,\"differing\":0,\"only_bill\":1,\"only_ledger\":0}");
        kernel.answers(
                "GET /v1/usage/bills/bill-1/differences",
                "{\"differences\":[{\"kind\":\"only_bill\",\"line\":3,\"from\":\"2026-08-04T10:00:00Z\",\"model\":\"large\",\"billed\":{\"calls\":1,\"cost\":\"0.500000\"},\"ledger\":{\"calls\":0}}]}");

        assertThat(screen.aule("spend", "import", file.toString(), "--provider", "cloud"))
                .isZero();

        assertThat(kernel.uploads.getFirst()).contains("filename=\"august.csv\"", "time,model,cost");
        assertThat(kernel.queries).contains("provider=cloud");
        assertThat(screen.out())
                .contains("Difference: $0.500000. 1 the same, 0 different, 1 only in the bill, 0 only counted here.");
        assertThat(screen.out().lines().toList().getLast())
                .startsWith("only bill")
                .contains("large", "$0.500000", "unknown");
        assertThat(screen.aule("spend", "import", folder.resolve("none").toString(), "--provider", "cloud"))
                .isEqualTo(2);
        assertThat(screen.err()).contains("export one from your provider's console");
        assertThat(screen.aule("spend", "import", file.toString())).isEqualTo(2);
    }

    @Test
    void theBillsThatWereComparedAreListed() {
        kernel.answers("GET /v1/usage/bills", "{\"bills\":[]}");
        assertThat(screen.aule("spend", "bills")).isZero();
        assertThat(screen.err()).contains("No bill was compared yet", "./aule spend import");

        kernel.answers(
                "GET /v1/usage/bills",
                "{\"bills\":[{\"id\":\"bill-1\",\"provider\":\"cloud\",\"name\":\"august.csv\",\"billed\":{\"cost\":\"1.500000\"},\"ledger\":{},\"differing\":2,\"only_bill\":3}]}");
        assertThat(screen.aule("spend", "bills")).isZero();
        assertThat(screen.out().lines().toList().getLast())
                .startsWith("bill-1")
                .contains("cloud", "august.csv", "$1.500000", "unknown", "5");
    }

    @Test
    void statusSaysHowTheKernelIs() {
        kernel.answers(
                "GET /v1/system/status",
                "{\"version\":\"0.1.0\",\"uptime_ms\":61000,\"store\":\"postgres://db/aule\",\"node\":\"node-1\",\"isolation\":{\"level\":1,\"name\":\"bubblewrap\"},\"runs\":{\"running\":2},\"rooms\":[{\"name\":\"journal\"},{\"name\":\"tools\"}]}");

        assertThat(screen.aule("status")).isZero();
        assertThat(screen.out())
                .contains(
                        "0.1.0 at http://localhost:",
                        "1 min 1 s",
                        "postgres://db/aule, as node-1",
                        "rung 1, bubblewrap",
                        "2 running",
                        "journal tools");
    }

    @Test
    void theSignInLinkIsPrintedWhenTheKernelIsReady() {
        kernel.answers("POST /v1/login/links", "{\"url\":\"http://localhost:1/login?code=abc\",\"code\":\"abc\"}");

        assertThat(screen.aule("link", "--wait", "10")).isZero();
        assertThat(screen.out()).isEqualTo("http://localhost:1/login?code=abc\n");
        assertThat(kernel.bodies).isEmpty();
    }

    @Test
    void checksAreRowsForTheDoctor() {
        kernel.answers(
                        "GET /v1/system/status",
                        "{\"version\":\"0.1.0\",\"store\":\"sqlite:/h/aule.db\",\"isolation\":{\"level\":4,\"name\":\"limits\",\"isolates\":false,\"detail\":\"bubblewrap is missing\"}}")
                .answers(
                        "GET /v1/system/isolation",
                        "{\"rungs\":[{\"name\":\"bwrap\",\"works\":false,\"reason\":\"It is not installed.\",\"remedy\":\"Install it.\"},{\"name\":\"rlimits\",\"works\":true}]}")
                .answers(
                        "GET /v1/models/providers",
                        "{\"providers\":[{\"name\":\"builtin\",\"available\":true},{\"name\":\"ollama\",\"available\":false,\"reason\":\"nothing answers\"}]}");

        screen.aule("checks");

        assertThat(screen.out().lines().toList())
                .satisfiesExactly(
                        kernelRow -> assertThat(kernelRow).startsWith("kernel\tgreen\t"),
                        store -> assertThat(store).startsWith("store\tgreen\tsqlite:/h/aule.db"),
                        isolation -> assertThat(isolation)
                                .startsWith("isolation\tyellow\trung 4, limits: bubblewrap is missing\t"),
                        walls -> assertThat(walls)
                                .startsWith(
                                        "walls\tgreen\tcan be had: rlimits; not here: bwrap: It is not installed. Install it.\t"),
                        models -> assertThat(models)
                                .startsWith("models\tyellow\tonly the built-in commands; ollama: nothing answers\t"));
    }

    @Test
    void anUnknownCommandIsBadUsage() {
        assertThat(screen.aule("approvals", "maybe")).isEqualTo(2);
        assertThat(screen.aule("dance")).isEqualTo(2);
        assertThat(screen.err()).contains("There is no command \"dance\"");
    }

    @Test
    void theRehearsalPlaysThroughWithoutAKernel() {
        assertThat(screen.aule("rehearse")).isZero();
        assertThat(kernel.requests).isEmpty();
    }
}
