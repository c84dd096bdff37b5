package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs side by side, snapshots of runs, and runs that are tests. */
class KeptCommandsTests extends AtTheTerminal {

    @Nested
    class Compare {

        private static final String APART = """
                {"left":{"id":"run-1","status":"completed","model":"a/b","answer":"Two files."},
                 "right":{"id":"run-2","status":"failed","model":"a/c","tokens_in":900,
                          "error":{"code":"unavailable","detail":"It was busy."}},
                 "same":false,"diverges_at":1,"differing":2,"count":2,"steps":[
                  {"step":1,"same":false,"differs":["tool_calls","tokens"],
                   "left":{"text":"","tokens_in":6,"tokens_out":1,"duration_ms":1000,
                     "calls":[{"tool":"read_file","arguments":"{\\"path\\":\\"a\\"}","ok":true,"duration_ms":300}]},
                   "right":{"text":"","tokens_in":7,"tokens_out":2,"duration_ms":900,
                     "calls":[{"tool":"read_file","arguments":"{\\"path\\":\\"b\\"}","ok":false}]}},
                  {"step":2,"same":false,"differs":["text"],
                   "left":{"text":"Two\\nfiles.","calls":[],"tokens_in":4,"tokens_out":3,"duration_ms":200}}]}
                """;

        @Test
        void stepsStandSideBySideWithWhatDiffersAndTheTotals() {
            kernel.answers("GET /v1/runs/compare", APART);

            assertThat(screen.aule("compare", "run-1", "run-2")).isZero();

            assertThat(kernel.queries.getFirst()).isEqualTo("left=run-1&right=run-2&limit=200");
            assertThat(screen.out().lines().toList())
                    .containsExactly(
                            "STEP     LEFT        RIGHT        DIFFERS",
                            "1     ≠  → reads a   → reads b ✗  tool_calls, tokens",
                            "2     ≠  Two files.  –            text",
                            "",
                            "            LEFT        RIGHT",
                            "run         run-1       run-2",
                            "status      completed   failed",
                            "model       a/b         a/c",
                            "steps       2           1",
                            "tool calls  1           1",
                            "tokens in   10          7",
                            "tokens out  4           2",
                            "time        1.5 s       900 ms",
                            "ends with   Two files.  It was busy.",
                            "",
                            "2 steps differ, the first is step 1.");
        }

        @Test
        void runsThatDidTheSameAreSaidToBe() {
            kernel.answers(
                    "GET /v1/runs/compare",
                    "{\"left\":{\"id\":\"run-1\"},\"right\":{\"id\":\"run-2\"},\"same\":true,\"differing\":0,\"steps\":[]}");

            assertThat(screen.aule("compare", "run-1", "run-2")).isZero();
            assertThat(screen.out()).endsWith("They did the same and came to the same end.\n");
        }
    }

    @Nested
    class Snapshots {

        @BeforeEach
        void keep() {
            kernel.answers(
                            "GET /v1/runs/run-1/snapshots",
                            "{\"snapshots\":[{\"id\":\"snap-aa\",\"run_id\":\"run-1\",\"label\":\"before the move\",\"status\":\"running\",\"step\":2,\"made_at\":\"2026-01-01T12:00:00Z\"},{\"id\":\"snap-bb\",\"made_at\":\"2026-01-02T12:00:00Z\"}]}")
                    .answers(
                            "POST /v1/runs/run-1/snapshots",
                            "{\"id\":\"snap-bb\",\"run_id\":\"run-1\",\"label\":\"\",\"step\":3}");
        }

        @Test
        void aRunIsKeptAsItIs() {
            assertThat(screen.aule("snapshot", "run-1", "--label", "before the move"))
                    .isZero();

            assertThat(screen.out()).isEqualTo("The snapshot snap-bb keeps run-1 as it is after step 3.\n");
            assertThat(kernel.lastBody().toString()).isEqualTo("{\"label\":\"before the move\"}");
        }

        @Test
        void theSnapshotsOfARunAreListed() {
            assertThat(screen.aule("snapshots", "run-1")).isZero();

            assertThat(screen.out().lines().toList().get(1))
                    .isEqualTo("snap-aa   2026-01-01T12:00:00Z  2     running  before the move");
        }

        @Test
        void aRunGoesOnFromASnapshot() {
            for (String id : new String[] {"snap-aa", "snap-bb"}) {
                kernel.answers(
                        "POST /v1/runs/run-1/snapshots/" + id + "/restore",
                        "{\"id\":\"run-2\",\"status\":\"queued\",\"fork_of\":\"run-1\",\"fork_at\":9}");
            }

            assertThat(screen.aule("restore", "run-1", "aa", "--message", "again", "--files", "restore"))
                    .isZero();
            assertThat(kernel.requests).endsWith("POST /v1/runs/run-1/snapshots/snap-aa/restore");
            assertThat(kernel.lastBody().toString()).isEqualTo("{\"message\":\"again\",\"workspace\":\"restore\"}");
            assertThat(screen.out()).contains("The run run-2 goes its own way after event 9 of run-1; it is queued.");

            assertThat(screen.aule("restore", "run-1", "last")).isZero();
            assertThat(kernel.requests).endsWith("POST /v1/runs/run-1/snapshots/snap-bb/restore");
        }

        @Test
        void aSnapshotThatIsNotThereIsBadUsage() {
            assertThat(screen.aule("restore", "run-1", "snap-zz")).isEqualTo(2);
            assertThat(screen.err()).contains("There is no snapshot \"snap-zz\"; there are: snap-aa, snap-bb.");
        }
    }

    @Nested
    class Tests {

        private static final String DIFFERED = """
                {"test":{"id":"test-bb","name":"greets"},"passed":false,
                 "replay":{"run_id":"run-2","same":false,"mode":"behaviour","count":1,"differences":[
                   {"position":7,"what":"tool.answered: ok","expected":{"ok":true},"actual":{"ok":false}}]}}
                """;

        @BeforeEach
        void keep() {
            kernel.answers(
                            "GET /v1/run-tests",
                            "{\"tests\":[{\"id\":\"test-aa\",\"name\":\"counts files\",\"run_id\":\"run-1\",\"mode\":\"behaviour\",\"checked_at\":\"2026-01-01T12:00:00Z\",\"passed\":true,\"finding\":\"\"},{\"id\":\"test-bb\",\"name\":\"greets\",\"run_id\":\"run-2\",\"mode\":\"strict\"}]}")
                    .answers(
                            "POST /v1/run-tests/test-aa/check",
                            "{\"test\":{\"id\":\"test-aa\",\"name\":\"counts files\"},\"passed\":true,\"replay\":{\"same\":true}}")
                    .answers("POST /v1/run-tests/test-bb/check", DIFFERED)
                    .answers("POST /v1/runs/run-1/tests", "{\"id\":\"test-cc\",\"run_id\":\"run-1\"}");
        }

        @Test
        void testsAreListedWithWhatCameOfThemLast() {
            assertThat(screen.aule("tests")).isZero();

            assertThat(screen.out().lines().toList())
                    .containsExactly(
                            "TEST     RUN    MODE       LAST    NAME          FINDING",
                            "test-aa  run-1  behaviour  passed  counts files",
                            "test-bb  run-2  strict     never   greets");
            String listed = screen.out();
            assertThat(screen.aule("tests", "ls")).isZero();
            assertThat(screen.out()).isEqualTo(listed + listed);
        }

        @Test
        void theListTakesItsOptionsWithoutItsName() {
            assertThat(screen.aule("tests", "--json", "--home", home.toString()))
                    .isZero();
            assertThat(Json.parse(screen.out()).path("tests")).hasSize(2);
        }

        @Test
        void aRunIsKeptAsATest() {
            assertThat(screen.aule("tests", "keep", "run-1", "--name", "counts files"))
                    .isZero();

            assertThat(screen.out()).isEqualTo("The test test-cc keeps run-1.\n");
            assertThat(kernel.lastBody().toString()).isEqualTo("{\"name\":\"counts files\"}");
        }

        @Test
        void oneThatPassesEndsWithZero() {
            assertThat(screen.aule("tests", "run", "counts files")).isZero();
            assertThat(screen.out()).isEqualTo("✓ test-aa  counts files\n1 passed, 0 differed\n");
        }

        @Test
        void oneThatDiffersEndsWithOneAndShowsWhere() {
            assertThat(screen.aule("tests", "run", "--all")).isEqualTo(1);

            assertThat(screen.out().lines().toList())
                    .containsExactly(
                            "✓ test-aa  counts files",
                            "✗ test-bb  greets",
                            "  ✗ run-2 went another way at event 7.",
                            "    tool.answered: ok",
                            "      ok",
                            "        expected  true",
                            "        came      false",
                            "1 passed, 1 differed");
        }

        @Test
        void theResultsAreJsonToo() {
            assertThat(screen.aule("tests", "run", "bb", "--json")).isEqualTo(1);
            assertThat(Json.parse(screen.out()).path("passed").asBoolean(true)).isFalse();
            assertThat(Json.parse(screen.out()).path("results").path(0)).isEqualTo(Json.parse(DIFFERED));
        }

        @Test
        void whichOnesHasToBeSaid() {
            assertThat(screen.aule("tests", "run")).isEqualTo(2);
            assertThat(screen.aule("tests", "run", "aa", "--all")).isEqualTo(2);
            assertThat(screen.aule("tests", "run", "test")).isEqualTo(2);
            assertThat(screen.err()).contains("or give --all", "There is no test \"test\"");
        }

        @Test
        void withoutTestsThereIsNothingThatCouldPass() {
            kernel.answers("GET /v1/run-tests", "{\"tests\":[]}");

            assertThat(screen.aule("tests", "run", "--all")).isEqualTo(1);
            assertThat(screen.err()).contains("There are no tests; `./aule tests keep RUN`");
        }

        @Test
        void aTestIsDeleted() {
            assertThat(screen.aule("tests", "rm", "aa")).isZero();

            assertThat(kernel.requests).endsWith("DELETE /v1/run-tests/test-aa");
            assertThat(screen.out()).isEqualTo("The test test-aa is deleted.\n");
        }
    }
}
