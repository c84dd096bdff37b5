package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.schema.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchToolsTests extends WithTools {

    @Nested
    class Patches {

        @Test
        void changeMakeDeleteAndRenameFilesAtOnce() throws Exception {
            write("a.txt", "one\ntwo\nthree\n");
            write("gone.txt", "x\n");
            write("old.txt", "1\n2\n3\n");

            var result = patch("""
                    diff --git a/a.txt b/a.txt
                    index 111..222 100644
                    --- a/a.txt
                    +++ b/a.txt
                    @@ -1,3 +1,3 @@
                     one
                    -two
                    +2
                     three
                    diff --git a/new/b.sh b/new/b.sh
                    new file mode 100755
                    --- /dev/null
                    +++ b/new/b.sh
                    @@ -0,0 +1,2 @@
                    +#!/bin/sh
                    +echo hi
                    diff --git a/gone.txt b/gone.txt
                    deleted file mode 100644
                    --- a/gone.txt
                    +++ /dev/null
                    @@ -1 +0,0 @@
                    -x
                    diff --git a/old.txt b/moved.txt
                    similarity index 80%
                    rename from old.txt
                    rename to moved.txt
                    --- a/old.txt
                    +++ b/moved.txt
                    @@ -2,2 +2,2 @@
                     2
                    -3
                    +drei
                    """);

            assertThat(read("a.txt")).isEqualTo("one\n2\nthree\n");
            assertThat(read("new/b.sh")).isEqualTo("#!/bin/sh\necho hi\n");
            assertThat(Files.getPosixFilePermissions(folder.resolve("new/b.sh")))
                    .contains(PosixFilePermission.OWNER_EXECUTE);
            assertThat(folder.resolve("gone.txt")).doesNotExist();
            assertThat(folder.resolve("old.txt")).doesNotExist();
            assertThat(read("moved.txt")).isEqualTo("1\n2\ndrei\n");
            assertThat(changes(result))
                    .containsExactlyInAnyOrder(
                            new FileChange("a.txt", "modified", 12, 1, 1),
                            new FileChange("new/b.sh", "created", 18, 2, 0),
                            new FileChange("gone.txt", "deleted", 0, 0, 0),
                            new FileChange("old.txt", "deleted", 0, 0, 0),
                            new FileChange("moved.txt", "moved", 9, 1, 1));
            assertThat(text(result))
                    .isEqualTo("Changed a.txt.\nCreated new/b.sh.\nDeleted gone.txt.\nMoved old.txt to moved.txt.");
        }

        @Test
        void findTheirPlaceWhereLinesHaveMoved() throws Exception {
            write("a", numbered(1, 40));

            assertThat(text(patch("--- a/a\n+++ b/a\n@@ -3,3 +3,3 @@\n line 20\n-line 21\n+LINE 21\n line 22\n")))
                    .isEqualTo("Changed a (hunk 1 of a went to line 20).");
            assertThat(read("a")).contains("line 20\nLINE 21\nline 22\n");
        }

        @Test
        void takeTheNearestOfSeveralPlaces() throws Exception {
            write("a", "x\n1\nx\n2\nx\n3\n");

            patch("--- a/a\n+++ b/a\n@@ -5 +5 @@\n-x\n+y\n");

            assertThat(read("a")).isEqualTo("x\n1\nx\n2\ny\n3\n");
        }

        @Test
        void forgiveTwoLinesOfOuterContextAndNotThree() throws Exception {
            write("a", "ONE\nTWO\nthree\nfour\nfive\nsix\nSEVEN\n");
            var hunk = "--- a/a\n+++ b/a\n@@ -1,7 +1,7 @@\n one\n two\n three\n-four\n+4\n five\n six\n seven\n";

            assertThat(text(patch(hunk))).contains("without its outer context");
            assertThat(read("a")).isEqualTo("ONE\nTWO\nthree\n4\nfive\nsix\nSEVEN\n");

            write("b", "ONE\nTWO\nTHREE\nfour\nfive\nsix\nSEVEN\n");
            assertThat(failure(patch(hunk.replace("/a", "/b")))).contains("does not fit");
        }

        @Test
        void doNotTrustTheCountsOfAModel() throws Exception {
            write("a", "one\n\ntwo\n-- three\n");

            patch("Here it is:\n--- a/a\n+++ b/a\n@@ -1,99 +1,7 @@ f()\n one\n\n-two\n+2\n--- three\n+-- drei\n");

            assertThat(read("a")).isEqualTo("one\n\n2\n-- drei\n");
        }

        @Test
        void needNoLineNumbersWhereTheContextIsClear() throws Exception {
            write("a", "one\ntwo\nthree\ntwo\n");

            patch("--- a\n+++ a\n@@\n-three\n+3\n@@ @@\n-two\n+2\n");

            assertThat(read("a")).isEqualTo("one\ntwo\n3\n2\n");
            assertThat(failure(patch("--- a\n+++ a\n@@\n+new\n"))).contains("several places");
            write("b", "x\nx\n");
            assertThat(failure(patch("--- b\n+++ b\n@@\n-x\n+y\n"))).contains("several places");
        }

        @Test
        void keepTheFilesOwnLineEndsAndItsEncoding() throws Exception {
            Files.write(folder.resolve("a"), "\uFEFFolá\r\ntwo\r\n".getBytes(StandardCharsets.UTF_16LE));

            patch("--- a/a\n+++ b/a\n@@ -1,2 +1,3 @@\n olá\n+1½\n-two\n+2\n");

            assertThat(Files.readString(folder.resolve("a"), StandardCharsets.UTF_16LE))
                    .isEqualTo("\uFEFFolá\r\n1½\r\n2\r\n");
        }

        @ParameterizedTest
        @CsvSource({
            // before, hunk, after
            "'a\nb', '@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n', 'a\nc'",
            "'a\nb', '@@ -2 +2 @@\n-b\n\\ No newline at end of file\n+c\n', 'a\nc\n'",
            "'a\nb\n', '@@ -2 +2 @@\n-b\n+c\n\\ No newline at end of file\n', 'a\nc'",
            "'a\nb', '@@ -1,2 +1,3 @@\n a\n b\n+c\n', 'a\nb\nc\n'",
            "'a\nb', '@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n', 'A\nb'",
            "'a\nb\n', '@@ -1,0 +2 @@\n+x\n', 'a\nx\nb\n'",
            "'a\nb\n', '@@ -0,0 +1 @@\n+x\n', 'x\na\nb\n'",
            "'', '@@ -0,0 +1 @@\n+x\n', 'x\n'",
            "'a\n', '@@ -1 +0,0 @@\n-a\n', ''",
        })
        void keepTheEndOfAFileExactly(String before, String hunk, String after) throws Exception {
            write("f", before);

            patch("--- a/f\n+++ b/f\n" + hunk);

            assertThat(read("f")).isEqualTo(after);
        }

        @Test
        void changeNothingAtAllWhenOneHunkDoesNotFit() throws Exception {
            write("a", "one\n");
            write("b", "alpha\nbeta\n");

            var says = failure(
                    patch(
                            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-one\n+1\n--- a/b\n+++ b/b\n@@ -1,2 +1,2 @@\n alpha\n-gamma\n+3\n--- /dev/null\n+++ b/c\n@@ -0,0 +1 @@\n+c\n"));

            assertThat(says)
                    .contains(
                            "Nothing was changed.", "Hunk 1 of b (@@ -1,2 +1,2 @@) does not fit", "1: alpha\n2: beta");
            assertThat(read("a")).isEqualTo("one\n");
            assertThat(folder.resolve("c")).doesNotExist();
        }

        @Test
        void takeBackWhatWasWrittenWhenTheDiskRefusesTheRest() throws Exception {
            write("a", "one\n");
            write("b", "x\n");
            write("file", "y\n");

            var answer = answer(
                    "call-1",
                    "apply_patch",
                    "{\"patch\":\"--- a/b\\n+++ /dev/null\\n@@ -1 +0,0 @@\\n-x\\n--- a/a\\n+++ b/a\\n@@ -1 +1 @@\\n-one\\n+1\\n--- /dev/null\\n+++ b/file/c\\n@@ -0,0 +1 @@\\n+c\\n\"}");

            assertThat(answer.error()).isEqualTo("conflict");
            assertThat(answer.output()).contains("file/c");
            assertThat(read("a")).isEqualTo("one\n");
            assertThat(read("b")).isEqualTo("x\n");
        }

        @Test
        void sayWhatStandsInTheWay() throws Exception {
            write("there", "x\n");
            Files.write(folder.resolve("bin"), new byte[] {0, 1, 2});

            assertThat(failure(patch("--- /dev/null\n+++ b/there\n@@ -0,0 +1 @@\n+y\n")))
                    .contains("exists already");
            assertThat(failure(patch("--- a/none\n+++ b/none\n@@ -1 +1 @@\n-x\n+y\n")))
                    .contains("'none' is not there");
            assertThat(failure(patch("--- a/bin\n+++ b/bin\n@@ -1 +1 @@\n-x\n+y\n")))
                    .contains("binary");
            assertThat(failure(patch("--- a/there\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n")))
                    .contains("does not fit");
            assertThat(failure(patch("--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-x\n+y\n")))
                    .contains("outside");
            assertThat(
                            failure(
                                    patch(
                                            "diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n")))
                    .contains("is a link");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hello",
                    "@@ -1 +1 @@\n-x\n+y\n",
                    "--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@\n a\nb\n c\n",
                    "diff --git a/x b/x\nGIT binary patch\nliteral 3\n"
                })
        void refuseWhatIsNoDiff(String text) throws Exception {
            assertThat(failure(patch(text))).endsWith("Nothing was changed.");
        }

        @Test
        void readNamesAsGitWritesThem() throws Exception {
            write("olá b.txt", "x\n");

            patch(
                    "diff --git \"a/ol\\303\\241 b.txt\" \"b/ol\\303\\241 b.txt\"\n--- \"a/ol\\303\\241 b.txt\"\n+++ \"b/ol\\303\\241 b.txt\"\t2026-01-01\n@@ -1 +1 @@\n-x\n+y\n");

            assertThat(read("olá b.txt")).isEqualTo("y\n");
        }

        @Test
        void tellThePolicyWhatTheyTouch() throws Exception {
            write("a", "1\n");
            var diff = IntStream.range(0, 6)
                    .mapToObj("--- a/f%d\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"::formatted)
                    .collect(Collectors.joining());

            var reach = new ApplyPatch(_ -> desk).reach(call(diff));

            assertThat(reach.paths()).containsExactly("f0", "f1", "f2", "f3", "f4", "f5");
            assertThat(reach.files()).isEqualTo(6);
            assertThat(tools.perform(request("call-1", "apply_patch", json(diff))))
                    .isInstanceOf(Tools.Outcome.Waits.class);
        }

        private Tool.Call call(String diff) {
            return new Tool.Call(
                    OrgId.LOCAL,
                    ANA,
                    RUN,
                    "c",
                    PROJECT,
                    "k",
                    new ApplyPatch.Input(diff),
                    Tool.Bounds.NONE,
                    (_, _) -> {});
        }

        private String json(String diff) {
            return Json.wire().createObjectNode().put("patch", diff).toString();
        }

        private Tool.Result patch(String diff) throws InterruptedException {
            return PatchToolsTests.this.call(new ApplyPatch(_ -> desk), new ApplyPatch.Input(diff));
        }
    }

    @Nested
    class ManyEdits {

        @Test
        void areMadeInTheirOrder() throws Exception {
            write("a", "one two\n");

            var answer = answer(
                    "call-1",
                    "multi_edit",
                    "{\"path\":\"a\",\"edits\":[{\"search\":\"one\",\"replace\":\"two\"},{\"search\":\"two\",\"replace\":\"2\",\"expected_count\":2}]}");

            assertThat(answer.output()).isEqualTo("Replaced in a at line 1; lines 1, 1.");
            assertThat(read("a")).isEqualTo("2 2\n");
            assertThat(answer.changes()).containsExactly(new FileChange("a", "modified", 4, 1, 1));
        }

        @Test
        void areMadeAllOrNotAtAll() throws Exception {
            write("a", "one two\n");

            assertThat(failure(edit(new Replacement("one", "1", null), new Replacement("three", "3", null))))
                    .startsWith("Edit 2 of 2: The text does not occur in a");
            assertThat(read("a")).isEqualTo("one two\n");
            assertThat(failure(edit())).contains("no edit");
        }

        @Test
        void keepTheEncodingAndRefuseWhatItLacks() throws Exception {
            Files.write(folder.resolve("a"), "preço\n".getBytes(StandardCharsets.ISO_8859_1));

            edit(new Replacement("preço", "é preço", null));

            assertThat(Files.readString(folder.resolve("a"), StandardCharsets.ISO_8859_1))
                    .isEqualTo("é preço\n");
            assertThat(answer("call-1", "edit_file", "{\"path\":\"a\",\"search\":\"é\",\"replace\":\"€\"}")
                            .output())
                    .contains("Latin-1", "lacks a character");
        }

        private Tool.Result edit(Replacement... edits) throws InterruptedException {
            return call(new MultiEdit(_ -> desk), new MultiEdit.Input("a", List.of(edits)));
        }
    }

    private static String numbered(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(it -> "line " + it + "\n")
                .collect(Collectors.joining());
    }

    private static String text(Tool.Result result) {
        return ((Tool.Result.Success) result).output();
    }

    private static String failure(Tool.Result result) {
        return ((Tool.Result.Failure) result).output();
    }

    private static List<FileChange> changes(Tool.Result result) {
        return ((Tool.Result.Success) result).changes();
    }
}
