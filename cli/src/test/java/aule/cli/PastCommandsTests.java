package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as files, and runs played again. */
class PastCommandsTests extends AtTheTerminal {

    private static final String SAME =
            "{\"run_id\":\"run-1\",\"same\":true,\"mode\":\"strict\",\"events\":42,\"differences\":[],\"count\":0,"
                    + "\"status\":\"completed\",\"recorded_status\":\"completed\"}";
    private static final String OTHER =
            "{\"run_id\":\"run-1\",\"same\":false,\"mode\":\"strict\",\"events\":9,\"count\":2,\"status\":\"failed\","
                    + "\"recorded_status\":\"completed\",\"differences\":[{\"position\":7,"
                    + "\"what\":\"tool.answered: ok, output\",\"expected\":{\"ok\":true,\"output\":\"two\\u200b files\"},"
                    + "\"actual\":{\"ok\":false,\"output\":\"two files\"}},{\"position\":8,\"what\":\"nothing\"}]}";

    @TempDir
    Path folder;

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("kept.aulerun"), content).toString();
    }

    @Nested
    class Export {

        @BeforeEach
        void offer() {
            kernel.answers("GET /v1/runs/run-1/export", "the bytes");
        }

        @Test
        void aRunIsWrittenIntoAFile() {
            Path file = folder.resolve("mine");

            assertThat(screen.aule("export", "run-1", "-o", file.toString())).isZero();

            assertThat(file).hasContent("the bytes");
            assertThat(folder.toFile().list()).containsExactly("mine");
            assertThat(screen.out()).isEqualTo(file + "\n");
        }

        @Test
        void inAFolderItsFileHasTheNameOfTheRun() {
            assertThat(screen.aule("export", "run-1", "-o", folder.toString())).isZero();
            assertThat(folder.resolve("run-1.aulerun")).hasContent("the bytes");
        }

        @Test
        void aFileThatExistsIsWrittenOverOnlyByForce() throws IOException {
            String file = file("before");

            assertThat(screen.aule("export", "run-1", "-o", file)).isEqualTo(1);
            assertThat(Path.of(file)).hasContent("before");
            assertThat(screen.err()).contains("exists already", "--force");
            assertThat(kernel.requests).isEmpty();

            assertThat(screen.aule("export", "run-1", "-o", file, "--force")).isZero();
            assertThat(Path.of(file)).hasContent("the bytes");
        }

        @Test
        void aRunGoesIntoAPipeButOntoNoScreen() {
            assertThat(screen.aule("export", "run-1", "-o", "-")).isZero();
            assertThat(screen.out()).isEqualTo("the bytes");
            assertThat(screen.watched().aule("export", "run-1", "-o", "-")).isEqualTo(2);
            assertThat(screen.err()).contains("use a pipe");
        }

        @Test
        void aRunThatCannotBePackedLeavesNoFile() {
            kernel.answers("GET /v1/runs/run-1/export", "{\"status\":413,\"detail\":\"It is too large.\"}");

            assertThat(screen.aule("export", "run-1", "-o", folder.toString())).isEqualTo(1);

            assertThat(folder).isEmptyDirectory();
            assertThat(screen.err()).contains("It is too large.");
        }

        @Test
        void aFolderThatIsMissingIsNamed() {
            assertThat(screen.aule(
                            "export", "run-1", "-o", folder.resolve("no/file").toString()))
                    .isEqualTo(1);
            assertThat(screen.err()).contains("There is no folder for", "no/file");
        }
    }

    @Nested
    class Import {

        @Test
        void theFileOfARunIsTakenIn() throws IOException {
            kernel.answers("GET /v1/projects", "{\"projects\":[{\"id\":\"proj-1\",\"name\":\"Garden\"}]}")
                    .answers(
                            "POST /v1/runs/import",
                            "{\"runs\":[{\"id\":\"run-9\",\"status\":\"completed\",\"imported_from\":{\"run\":\"run-1\"}}]}");

            assertThat(screen.aule("import", file("the bytes"), "--project", "garden"))
                    .isZero();

            assertThat(screen.out()).isEqualTo("The run run-9 is run-1 of the file, completed.\n");
            assertThat(kernel.queries.getLast()).isEqualTo("project_id=proj-1");
            assertThat(kernel.uploads.getFirst())
                    .contains("name=\"file\"; filename=\"kept.aulerun\"\r\n", "\r\n\r\nthe bytes\r\n--");
        }

        @Test
        void aFileThatWasChangedIsRefusedInTheKernelsWords() throws IOException {
            kernel.answers("POST /v1/runs/import", "{\"status\":400,\"detail\":\"The file was changed.\"}");

            assertThat(screen.aule("import", file("other bytes"))).isEqualTo(2);
            assertThat(screen.err()).contains("The file was changed.");
        }

        @Test
        void aFileThatIsMissingIsBadUsage() {
            assertThat(screen.aule("import", folder.resolve("none").toString())).isEqualTo(2);
            assertThat(screen.err()).contains("There is no file", "aule export RUN");
        }
    }

    @Nested
    class Replay {

        @Test
        void aRunThatGoesTheSameWayEndsWithZero() {
            kernel.answers("POST /v1/runs/run-1/replay", SAME);

            assertThat(screen.aule("replay", "run-1")).isZero();

            assertThat(screen.out()).isEqualTo("✓ run-1 went the same way: 42 events, strict.\n");
            assertThat(kernel.lastBody().toString()).isEqualTo("{\"mode\":\"strict\"}");
        }

        @Test
        void theFirstDifferenceOfARunThatGoesAnotherWayIsShown() {
            kernel.answers("POST /v1/runs/run-1/replay", OTHER);

            assertThat(screen.aule("replay", "run-1")).isEqualTo(1);

            assertThat(screen.out().lines().toList())
                    .containsExactly(
                            "✗ run-1 went another way at event 7.",
                            "  tool.answered: ok, output",
                            "    ok",
                            "      expected  true",
                            "      came      false",
                            "    output",
                            "      expected  \"two\\u{200b} files\"",
                            "      came      \"two files\"",
                            "2 differences in all; --json has them.",
                            "The record ends completed, the replay failed.",
                            "With --mode behaviour only what was asked for, called, answered and decided counts.");
        }

        @Test
        void aFileIsPlayedWithoutBeingTakenIn() throws IOException {
            kernel.answers("POST /v1/replays", SAME);

            assertThat(screen.aule("replay", file("the bytes"), "--mode", "behaviour"))
                    .isZero();

            assertThat(kernel.requests).containsExactly("POST /v1/replays");
            assertThat(kernel.queries).containsExactly("mode=behaviour");
            assertThat(kernel.uploads.getFirst()).contains("\r\n\r\nthe bytes\r\n--");
        }

        @Test
        void theAnswerIsPrintedAsItIsAndStillDecides() throws IOException {
            kernel.answers("POST /v1/replays", OTHER);

            assertThat(screen.aule("replay", file("the bytes"), "--json")).isEqualTo(1);
            assertThat(Json.parse(screen.out())).isEqualTo(Json.parse(OTHER));
        }

        @Test
        void longTextsAreShownWhereTheyDiffer() {
            String same = "x".repeat(500);
            kernel.answers(
                    "POST /v1/runs/run-1/replay",
                    "{\"run_id\":\"run-1\",\"same\":false,\"differences\":[{\"position\":3,\"what\":\"model.answered: text\",\"expected\":{\"text\":\"%1$sold\"},\"actual\":{\"text\":\"%1$snew\"}}]}"
                            .formatted(same));

            screen.aule("replay", "run-1");

            assertThat(screen.out())
                    .contains("expected  …" + "x".repeat(40) + "old\"", "came      …" + "x".repeat(40) + "new\"");
        }

        @Test
        void anEventThatDidNotComeIsShownWhole() {
            kernel.answers(
                    "POST /v1/runs/run-1/replay",
                    "{\"run_id\":\"run-1\",\"same\":false,\"differences\":[{\"position\":3,\"what\":\"run.completed: nothing came\",\"expected\":{\"answer\":\"Done.\"}}]}");

            screen.aule("replay", "run-1");

            assertThat(screen.out()).contains("expected  {\"answer\":\"Done.\"}", "came      nothing");
        }

        @Test
        void anEventInThePlaceOfAnotherIsShownWhole() {
            kernel.answers(
                    "POST /v1/runs/run-1/replay",
                    "{\"run_id\":\"run-1\",\"same\":false,\"differences\":[{\"position\":4,\"what\":\"tool.answered instead of tool.called\",\"expected\":{\"type\":\"tool.called\",\"tool\":\"exec\"},\"actual\":{\"type\":\"tool.answered\",\"tool\":\"exec\"}}]}");

            screen.aule("replay", "run-1");

            assertThat(screen.out())
                    .contains(
                            "expected  {\"type\":\"tool.called\",\"tool\":\"exec\"}",
                            "came      {\"type\":\"tool.answered\",\"tool\":\"exec\"}");
        }

        @Test
        void aReplayStartsAKernelWhenNoneRuns() throws IOException {
            String file = file("the bytes");
            kernel.answers("POST /v1/replays", SAME);
            Files.move(home.resolve("kernel.json"), home.resolve("stopped.json"));
            Path launcher = Files.writeString(
                    home.resolve("aule"),
                    "#!/bin/sh\necho \"$@\" >'%1$s/said'; mv '%1$s/stopped.json' '%1$s/kernel.json'\n".formatted(home));
            assertThat(launcher.toFile().setExecutable(true)).isTrue();

            assertThat(screen.launchedBy(launcher).aule("replay", file)).isZero();

            assertThat(home.resolve("said")).hasContent("up --no-open --home " + home);
        }
    }
}
