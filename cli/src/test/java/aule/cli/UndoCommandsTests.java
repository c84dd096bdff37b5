package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What changed in files, taken back and brought again, and snapshots of projects. */
class UndoCommandsTests extends AtTheTerminal {

    private static final String CHANGE = """
            {"path":"a.txt","kind":"modified","patch_cut":false,
             "before":{"kind":"file","mode":"644","size":4},"after":{"kind":"file","mode":"644","size":4},
             "patch":"--- a/a.txt\\n+++ b/a.txt\\n@@ -1 +1 @@\\n-two\\n+one\\n"}""";

    private static final String MOVED = """
            {"path":"new","from":"old","kind":"renamed","patch_cut":false,
             "after":{"kind":"file","mode":"644","size":9}}""";

    private static final String PAGE = "{\"changes\":[" + CHANGE + "," + MOVED + "],\"count\":2,\"total\":2}";

    private static final String PLAN = """
            {"token":"t1","items":[{"path":"a.txt","change":%s},
              {"path":"b","choice":"mine","old":%s},{"path":"d","reason":"not_empty"}],
             "count":3,"total":3,"changed":1,"kept":2,"conflicts":1,
             "outside":[{"run_id":"run-1","call_id":"c","tool":"send_mail","what":"to x","at":"2026-01-01T12:00:00Z"}],
             "undo":{"id":"undo-1","changed":1}}
            """.formatted(CHANGE, CHANGE);

    @Nested
    class Diff {

        @BeforeEach
        void changes() {
            kernel.answers("GET /v1/runs/run-1/changes", PAGE).answers("GET /v1/projects/proj-default/changes", PAGE);
        }

        @Test
        void ofARunIsShownAsUnifiedDiffs() {
            assertThat(screen.aule("diff", "run-1", "--call", "call-2")).isZero();

            assertThat(kernel.queries.getLast()).isEqualTo("limit=100&call_id=call-2");
            assertThat(screen.out().lines().toList())
                    .containsExactly(
                            "M  a.txt",
                            "--- a/a.txt",
                            "+++ b/a.txt",
                            "@@ -1 +1 @@",
                            "-two",
                            "+one",
                            "R  old → new",
                            "  binary or large: 0 → 9 bytes");
        }

        @Test
        void sinceAMomentIsOfTheProject() {
            assertThat(screen.aule("diff", "--since", "2026-01-01T00:00:00Z", "--stat"))
                    .isZero();

            assertThat(kernel.queries.getLast()).startsWith("limit=100&since=2026-01-01T00");
            assertThat(screen.out()).isEqualTo("M  a.txt\nR  old → new\n");
        }

        @Test
        void whatIsNoTimeIsBadUsage() {
            assertThat(screen.aule("diff", "--since", "soon")).isEqualTo(2);
        }
    }

    @Nested
    class Undo {

        @BeforeEach
        void plans() {
            kernel.answers("POST /v1/runs/run-1/undo", PLAN)
                    .answers("POST /v1/projects/proj-default/undo", PLAN)
                    .answers("GET /v1/projects/proj-default/undos", "{\"undos\":[{\"id\":\"undo-1\"}],\"count\":1}");
        }

        @Test
        void isShownFirstAndDoneWhenThePersonAgrees() {
            screen.typing("y");
            assertThat(screen.aule("undo", "run-1/call-2", "--file", "a.txt", "--old", "b"))
                    .isZero();

            assertThat(kernel.bodies.getFirst().toString())
                    .isEqualTo(
                            "{\"paths\":[\"a.txt\"],\"choices\":[{\"path\":\"b\",\"choice\":\"old\"}],\"call_id\":\"call-2\",\"preview\":true}");
            assertThat(kernel.lastBody().path("token").asString("")).isEqualTo("t1");
            assertThat(kernel.lastBody().has("preview")).isFalse();
            assertThat(screen.out())
                    .contains("-two", "+one")
                    .contains("!  b: changed again since; it stays")
                    .contains("!  d: stays, because something that came later is in it")
                    .contains("✗  cannot be undone: send_mail")
                    .contains("undo-1 changed 1 path; `./aule redo` takes it back.");
        }

        @Test
        void isNotDoneWhenThePersonDoesNot() {
            screen.typing("n");
            assertThat(screen.aule("undo", "run-1")).isEqualTo(1);
            assertThat(kernel.bodies).hasSize(1);
        }

        @Test
        void onlyLooksWithAPreview() {
            assertThat(screen.aule("undo", "run-1", "--preview")).isZero();
            assertThat(kernel.bodies).hasSize(1);
        }

        @Test
        void needsAYesWhereNobodyIsAsked() {
            assertThat(screen.aule("undo", "run-1")).isEqualTo(2);
            assertThat(screen.aule("undo", "--to", "2026-01-15", "--yes")).isZero();
            assertThat(kernel.lastBody().path("to").asString("")).startsWith("2026-01-1");
            assertThat(screen.aule("undo")).isEqualTo(2);
        }

        @Test
        void isTakenBackByARedo() {
            assertThat(screen.aule("redo", "--yes")).isZero();
            assertThat(kernel.lastBody().path("undo_id").asString("")).isEqualTo("undo-1");
        }
    }

    @Nested
    class Snapshots {

        @BeforeEach
        void keep() {
            kernel.answers(
                            "GET /v1/projects/proj-default/snapshots",
                            "{\"snapshots\":[{\"id\":\"chk-bb\",\"name\":\"good\",\"files\":3,\"made_at\":\"2026-01-02T12:00:00Z\"},{\"id\":\"chk-aa\",\"name\":\"old\",\"files\":2,\"made_at\":\"2026-01-01T12:00:00Z\"}],\"count\":2}")
                    .answers(
                            "GET /v1/projects/proj-default/keeping",
                            "{\"checkpoints\":9,\"snapshots\":2,\"bytes\":1500000,\"most_bytes\":2000000000,\"most_days\":30}")
                    .answers("POST /v1/projects/proj-default/snapshots", "{\"id\":\"chk-cc\",\"files\":4}")
                    .answers("POST /v1/projects/proj-default/undo", PLAN);
        }

        @Test
        void ofAProjectAreListedWithWhatTheyTake() {
            assertThat(screen.aule("snapshots")).isZero();

            assertThat(screen.out().lines().toList().get(1))
                    .startsWith("chk-bb")
                    .endsWith("3      good");
            assertThat(screen.err()).contains("9 checkpoints take 1.5 MB of 2000 MB");
        }

        @Test
        void areKeptAndRestored() {
            assertThat(screen.aule("snapshots", "--keep", "before the move")).isZero();
            assertThat(kernel.lastBody().path("name").asString("")).isEqualTo("before the move");
            assertThat(screen.aule("snapshots", "--restore", "last", "--yes")).isZero();
            assertThat(kernel.lastBody().path("checkpoint_id").asString("")).isEqualTo("chk-bb");
        }
    }

    @Test
    void momentsAreWhatPeopleSay() {
        Moments moments = new Moments(Clock.fixed(Instant.parse("2026-03-02T15:30:00Z"), ZoneId.of("UTC")));

        assertThat(moments.of("yesterday")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(moments.of("today")).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(moments.of("2h")).isEqualTo("2026-03-02T13:30:00Z");
        assertThat(moments.of("3d")).isEqualTo("2026-02-27T15:30:00Z");
        assertThat(moments.of("2026-01-31")).isEqualTo("2026-01-31T00:00:00Z");
    }
}
