package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.sandbox.SandboxRoom;
import aule.schema.Json;
import aule.testkit.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real interpreters behind the strongest walls of the machine that runs the test. */
@Timeout(180)
class RunCodeTests extends WithTools {

    @TempDir
    private static Path walls;

    private static SandboxRoom sandboxes;

    private int count;

    @BeforeAll
    static void opens() {
        sandboxes = SandboxRoom.open(walls);
    }

    @AfterAll
    static void closes() {
        sandboxes.close();
    }

    @BeforeEach
    void allowsCommandsWithoutWalls() throws IOException {
        Files.writeString(home.resolve("policy.yaml"), """
                rules:
                  - {id: all, when: 'true', answer: allow, reason: A test.}
                """);
        sandbox = sandboxes.sandbox();
        sandboxes.owners().handOver(folder, PROJECT.value());
    }

    @AfterEach
    void endsSessions() {
        background.close();
    }

    @Override
    OptionalInt owner() {
        return sandboxes.owners().of(PROJECT.value());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            python     | x = 40; print('olá')              | x + 2               | 42
            python     | def f(n):\\n  return n * 2        | f(21)               | 42
            javascript | const x = 40; console.log('olá')  | x + 2               | 42
            javascript | let p = Promise.resolve(41)       | (await p) + 1       | 42
            shell      | x=40; cd /tmp; echo olá           | echo $((x+2)) $PWD  | 42 /tmp
            """)
    void variablesAreKept(String language, String first, String second, String value) throws Exception {
        var before = run(language, first.replace("\\n", "\n"));
        assertThat(before.ok()).as(said(before)).isTrue();
        if (first.contains("olá")) {
            assertThat(said(before)).startsWith("olá");
        }

        assertThat(said(run(language, second)).strip()).isEqualTo(value);
    }

    @Test
    void twoRunsDoNotShare() throws Exception {
        run("python", "secret = 7");
        var other = answered(tools.perform(request(
                new RunId("run-other"), "call-x", "run_code", arguments("python", "secret", Map.of()), Set.of())));

        assertThat(other.ok()).isFalse();
        assertThat(said(other)).contains("NameError");
        assertThat(said(run("python", "secret"))).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            python     | x = 1           | while True: pass                          | x
            python     | x = 1           | import time; time.sleep(600)              | x
            javascript | let x = 1       | for (;;) {}                               | x
            javascript | let x = 1       | await new Promise(r => setTimeout(r, 6e5)) | x
            shell      | x=1             | sleep 600                                 | echo $x
            shell      | x=1             | while :; do :; done                       | echo $x
            """)
    void whatTakesTooLongIsInterruptedAndTheVariablesStay(String language, String first, String endless, String look)
            throws Exception {
        run(language, first);
        var late = answered(tools.perform(
                request("call-late", "run_code", arguments(language, endless, Map.of("timeout_seconds", 1)))));

        assertThat(late.ok()).isFalse();
        assertThat(said(late)).contains("Interrupted after 1 seconds; variables are kept.");
        assertThat(said(run(language, look)).strip()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            python     | def f():\\n  return 1 / 0\\nf() | ZeroDivisionError | return 1 / 0
            javascript | null.x                          | TypeError         | null
            shell      | echo no >&2; false              | Exit code 1       | no
            """)
    void aFailureIsTold(String language, String code, String name, String detail) throws Exception {
        var answer = run(language, code.replace("\\n", "\n"));

        assertThat(answer.ok()).isFalse();
        assertThat(said(answer))
                .contains(name)
                .contains(detail)
                .doesNotContain("(most recent call last):\n  File \"<string>\"");
        assertThat(run(language, language.equals("shell") ? "true" : "1").ok()).isTrue();
    }

    @Test
    void filesThatItMakesAreListed() throws Exception {
        var answer = run("python", "open('made.txt', 'w').write('é')");

        assertThat(answer.changes()).singleElement().satisfies(it -> {
            assertThat(it.path()).isEqualTo("made.txt");
            assertThat(it.kind()).isEqualTo("created");
        });
    }

    @Test
    void aPictureAndATableAreKeptAsSuch() throws Exception {
        var picture = run("python", """
                class Picture:
                    def _repr_png_(self): return b'PNG'
                Picture()
                """);
        assertThat(said(picture)).contains("[picture figures/figure-1.png]");
        assertThat(folder.resolve("figures/figure-1.png")).hasContent("PNG");
        write("pandas.py", """
                class Series: pass
                class DataFrame:
                    columns = ['a', 'b']
                    def __len__(self): return 3
                    def head(self, rows): return self
                    def to_csv(self): return 'a,b\\n1,2\\n'
                """);
        assertThat(said(run("python", "import sys; sys.path.insert(0, '.'); import pandas; pandas.DataFrame()")))
                .contains("[table of 3 rows, 2 columns]\na,b\n1,2");
    }

    @Test
    void aSessionThatEndedBeginsAnewAndSaysSo() throws Exception {
        run("python", "x = 1");
        var ended = run("python", "import os; os._exit(3)");
        assertThat(said(ended)).contains("The session ended (exited)");

        var again = run("python", "'x' in globals()");
        assertThat(said(again)).contains("A new session").contains("False");
        run("python", "x = 2");
        var forgotten = answered(tools.perform(
                request("call-r", "run_code", arguments("python", "'x' in globals()", Map.of("restart", true)))));
        assertThat(said(forgotten)).isEqualTo("False");
    }

    @Test
    void muchOutputIsCutInTheMiddle() throws Exception {
        var answer = run("python", "print('begin'); print('x' * 200_000); print('finish')");

        assertThat(said(answer))
                .contains("begin")
                .contains("characters omitted")
                .contains("finish");
        assertThat(said(answer).length()).isLessThan(20_000);
    }

    @Test
    void aPageIsKeptForThePreview() throws Exception {
        var answer = run("html", "<h1>Olá</h1>");

        assertThat(said(answer)).contains("pages/page-1.html");
        assertThat(read("pages/page-1.html")).isEqualTo("<h1>Olá</h1>");
        assertThat(said(run("html", "<p>"))).contains("pages/page-2.html");
    }

    @Test
    void anInterpreterEndsWithItsRun() throws Exception {
        run("python", "x = 1");
        var process = background.processes().alive(PROJECT, RUN).getFirst();
        try (var _ = background.begin()) {
            journal()
                    .append(
                            StreamId.of(RUN),
                            Journal.Origin.kernel(RUN.value()),
                            List.of(new RunEvent.Completed(RUN, "done")));
            Awaiting.until("it ended", () -> !background.processes().isAlive(process));
        }
    }

    private RunEvent.ToolAnswered run(String language, String code) throws InterruptedException {
        return answer("call-" + ++count, "run_code", arguments(language, code, Map.of("timeout_seconds", 60)));
    }

    private static String arguments(String language, String code, Map<String, Object> more) {
        var all = new TreeMap<String, Object>(more);
        all.put("language", language);
        all.put("code", code);
        return Json.wire().writeValueAsString(all);
    }

    private static String said(RunEvent.ToolAnswered answer) {
        return answer.output() + answer.error();
    }
}
