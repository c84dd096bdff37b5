package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.FileChange;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileToolsTests extends WithTools {

    @Nested
    class Read {

        @Test
        void givesASmallFileAsItIs() throws Exception {
            write("a.txt", "one\n  two\n");

            assertThat(read("a.txt", null, null)).isEqualTo(Tool.Result.success("one\n  two\n"));
        }

        @Test
        void givesTheAskedLinesAndSaysHowToReadOn() throws Exception {
            write("a.txt", lines(1_000));

            var result = (Tool.Result.Success) read("a.txt", 10, 3);

            assertThat(result.output())
                    .isEqualTo("line 10\nline 11\nline 12\n[Lines 10 to 12 of 1,000. Read on with offset 13.]");
            assertThat(result.truncated()).isTrue();
        }

        @Test
        void stopsAtFourHundredLinesUnlessAsked() throws Exception {
            write("a.txt", lines(1_000));

            assertThat(text(read("a.txt", null, null))).endsWith("[Lines 1 to 400 of 1,000. Read on with offset 401.]");
            assertThat(text(read("a.txt", 401, 5_000))).endsWith("line 1000\n[Lines 401 to 1,000 of 1,000.]");
        }

        @Test
        void stopsBeforeTheOutputIsTooLarge() throws Exception {
            write("wide.txt", ("x".repeat(999) + "\n").repeat(100));

            assertThat(text(read("wide.txt", null, null)))
                    .hasSizeLessThan(30_000)
                    .contains("Read on with offset");
        }

        @Test
        void cutsOneEndlessLine() throws Exception {
            write("wide.txt", "x".repeat(100_000));

            assertThat(text(read("wide.txt", null, null)).length()).isLessThan(32_768);
            assertThat(answer("call-1", "read_file", "{\"path\":\"wide.txt\"}").truncated())
                    .isTrue();
        }

        @Test
        void tellsABinaryFile() throws Exception {
            Files.write(folder.resolve("x.bin"), new byte[] {1, 0, 2});

            assertThat(failure(read("x.bin", null, null)))
                    .isEqualTo(
                            "'x.bin' is a binary file (application/octet-stream) of 3 bytes; it has no text to read.");
        }

        @Test
        void tellsWhatIsNoFile() throws Exception {
            Files.createDirectory(folder.resolve("d"));

            assertThat(failure(read("d", null, null))).contains("list_dir");
            assertThat(answer("call-1", "read_file", "{\"path\":\"none.txt\"}").error())
                    .isEqualTo("not_found");
        }

        @Test
        void tellsWhereTheFileEnds() throws Exception {
            write("a.txt", "one\n");

            assertThat(failure(read("a.txt", 5, null))).isEqualTo("'a.txt' has 1 lines; there is no line 5.");
        }

        @Test
        void takesThePathThatCommandsSee() throws Exception {
            write("a.txt", "one");

            assertThat(text(read("/workspace/a.txt", null, null))).isEqualTo("one");
        }

        private Tool.Result read(String path, @Nullable Integer offset, @Nullable Integer limit)
                throws InterruptedException {
            return call(new ReadFile(_ -> desk), new ReadFile.Input(path, offset, limit, null));
        }

        private String lines(int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(it -> "line " + it + "\n")
                    .collect(Collectors.joining());
        }
    }

    @Nested
    class Write {

        @Test
        void createsAFileWithTheExactBytes() throws Exception {
            var result = write("deep/er/a.txt", "olá\r\n");

            assertThat(Files.readString(folder.resolve("deep/er/a.txt"))).isEqualTo("olá\r\n");
            assertThat(changes(result)).containsExactly(new FileChange("deep/er/a.txt", "created", 6, 1, 0));
        }

        @Test
        void replacesAFileAndCountsItsLines() throws Exception {
            FileToolsTests.this.write("a.txt", "one\ntwo\nthree\n");

            var result = write("a.txt", "one\n2\nthree\nfour\n");

            assertThat(changes(result)).containsExactly(new FileChange("a.txt", "modified", 17, 2, 1));
        }

        @Test
        void saysWhenNothingChanged() throws Exception {
            FileToolsTests.this.write("a.txt", "one");

            assertThat(changes(write("a.txt", "one"))).isEmpty();
        }

        @Test
        void refusesAFolder() throws Exception {
            Files.createDirectory(folder.resolve("d"));

            assertThat(failure(write("d", "x"))).contains("is a folder");
        }

        @Test
        void neverFollowsALinkOut() throws Exception {
            Files.createSymbolicLink(folder.resolve("out"), home);

            var answer = answer("call-1", "write_file", "{\"path\":\"out/x\",\"content\":\"x\"}");

            assertThat(answer.error()).isEqualTo("path_denied");
            assertThat(home.resolve("x")).doesNotExist();
        }

        private Tool.Result write(String path, String content) throws InterruptedException {
            return call(new WriteFile(_ -> desk), new WriteFile.Input(path, content));
        }
    }

    @Nested
    class Append {

        @Test
        void putsTextAtTheEnd() throws Exception {
            write("a.txt", "one\n");

            var result = append("a.txt", "two\n");

            assertThat(FileToolsTests.this.read("a.txt")).isEqualTo("one\ntwo\n");
            assertThat(changes(result)).containsExactly(new FileChange("a.txt", "modified", 8, 1, 0));
        }

        @Test
        void makesAMissingFile() throws Exception {
            assertThat(changes(append("new/a.txt", "x")))
                    .containsExactly(new FileChange("new/a.txt", "created", 1, 1, 0));
        }

        private Tool.Result append(String path, String content) throws InterruptedException {
            return call(new AppendFile(_ -> desk), new AppendFile.Input(path, content));
        }
    }

    @Nested
    class Edit {

        @Test
        void replacesTheOneMatch() throws Exception {
            write("a.txt", "one\ntwo\nthree\n");

            var result = edit("two", "2\n2b", null);

            assertThat(FileToolsTests.this.read("a.txt")).isEqualTo("one\n2\n2b\nthree\n");
            assertThat(text(result)).isEqualTo("Replaced in a.txt at line 2.");
            assertThat(changes(result)).containsExactly(new FileChange("a.txt", "modified", 15, 2, 1));
        }

        @Test
        void replacesAsManyAsExpected() throws Exception {
            write("a.txt", "a b a b a");

            edit("a", "c", 3);

            assertThat(FileToolsTests.this.read("a.txt")).isEqualTo("c b c b c");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "x|| 3 times in a.txt (lines 1, 2, 3), expected 1.",
                    "x|5| 3 times in a.txt (lines 1, 2, 3), expected 5.",
                })
        void saysHowOftenItOccursInstead(String search, @Nullable Integer expected, String says) throws Exception {
            write("a.txt", "x\nx\nx\n");

            assertThat(failure(edit(search, "y", expected))).contains(says);
            assertThat(FileToolsTests.this.read("a.txt")).isEqualTo("x\nx\nx\n");
        }

        @Test
        void tellsTabsFromSpaces() throws Exception {
            write("a.py", "def f():\n\treturn 1\n");

            assertThat(failure(editFile("a.py", "def f():\n    return 1", "x")))
                    .contains(
                            "0 matches",
                            "only in white space (tabs against spaces) at line 2",
                            "→return·1",
                            "····return·1");
        }

        @Test
        void tellsOtherIndentation() throws Exception {
            write("a.py", "if x:\n  y = 1\n");

            assertThat(failure(editFile("a.py", "if x:\n    y = 1", "x"))).contains("number of spaces", "··y·=·1");
        }

        @Test
        void tellsOtherLineEndings() throws Exception {
            write("a.txt", "one\r\ntwo\r\n");

            assertThat(failure(edit("one\ntwo", "x", null))).contains("CR LF");
        }

        @Test
        void tellsOtherCase() throws Exception {
            write("a.txt", "Hello World\n");

            assertThat(failure(edit("hello world", "x", null))).contains("upper and lower case", "1: Hello World");
        }

        @Test
        void tellsThatItIsDoneAlready() throws Exception {
            write("a.txt", "one\nnew text\n");

            assertThat(failure(edit("old text that was here", "new text", null)))
                    .contains("stands there already, at line 2");
        }

        @Test
        void showsTheLinesMostLikeIt() throws Exception {
            write("a.js", "const total = sum(items);\nconst other = 1;\nlet t = 2;\n");

            assertThat(failure(editFile("a.js", "const totals = sum(item);", "x")))
                    .contains("1: const total = sum(items);");
        }

        @Test
        void saysThatNothingIsLikeIt() throws Exception {
            write("a.txt", "abc\n");

            assertThat(failure(edit("zzzzzz", "x", null))).contains("No line is like", "read the file");
        }

        @Test
        void refusesAnEmptySearchABinaryFileAndAMissingFile() throws Exception {
            Files.write(folder.resolve("a.txt"), new byte[] {0, 1});

            assertThat(failure(edit("x", "y", null))).contains("binary");
            assertThat(failure(edit("", "y", null))).contains("empty");
            assertThat(answer("call-1", "edit_file", "{\"path\":\"none\",\"search\":\"a\",\"replace\":\"b\"}")
                            .error())
                    .isEqualTo("not_found");
        }

        private Tool.Result edit(String search, String replace, @Nullable Integer expected)
                throws InterruptedException {
            return call(new EditFile(_ -> desk), new EditFile.Input("a.txt", search, replace, expected));
        }

        private Tool.Result editFile(String path, String search, String replace) throws InterruptedException {
            return call(new EditFile(_ -> desk), new EditFile.Input(path, search, replace, null));
        }
    }

    @Nested
    class Folders {

        @Test
        void areListedWithKindsAndSizes() throws Exception {
            write("b.txt", "12345");
            write("a/x", "");
            write(".hidden", "");
            Files.createSymbolicLink(folder.resolve("l"), folder.resolve("b.txt"));

            assertThat(text(list(null, null)).lines()).containsExactlyInAnyOrder("a/", "b.txt  5 bytes", "l  (link)");
            assertThat(text(list("", true))).contains(".hidden");
            assertThat(text(list("a", null))).isEqualTo("x  0 bytes");
        }

        @Test
        void areMade() throws Exception {
            var result = call(new MakeDir(_ -> desk), new MakeDir.Input("a/b"));

            assertThat(folder.resolve("a/b")).isDirectory();
            assertThat(changes(result)).containsExactly(new FileChange("a/b", "created", 0, 0, 0));
            assertThat(changes(call(new MakeDir(_ -> desk), new MakeDir.Input("a/b"))))
                    .isEmpty();
        }

        private Tool.Result list(@Nullable String path, @Nullable Boolean hidden) throws InterruptedException {
            return call(new ListDir(_ -> desk), new ListDir.Input(path, hidden));
        }
    }

    @Nested
    class MoveAndDelete {

        @Test
        void movesAFile() throws Exception {
            write("a.txt", "one");

            var result = call(new Move(_ -> desk), new Move.Input("a.txt", "d/b.txt"));

            assertThat(FileToolsTests.this.read("d/b.txt")).isEqualTo("one");
            assertThat(changes(result))
                    .containsExactly(
                            new FileChange("a.txt", "deleted", 0, 0, 0), new FileChange("d/b.txt", "moved", 3, 0, 0));
        }

        @Test
        void deletesAFolderAndListsWhatWent() throws Exception {
            write("d/a", "");
            write("d/e/b", "");

            var result = call(new Delete(_ -> desk), new Delete.Input("d"));

            assertThat(folder.resolve("d")).doesNotExist();
            assertThat(text(result)).isEqualTo("Deleted d (2 files).");
            assertThat(changes(result)).extracting(FileChange::path).containsExactly("d/a", "d/e/b");
        }

        @Test
        void keepsTheWorkspaceItself() throws Exception {
            assertThat(failure(call(new Delete(_ -> desk), new Delete.Input("."))))
                    .contains("The workspace itself stays");
        }

        @Test
        void tellsWhatIsMissing() throws Exception {
            assertThat(answer("call-1", "delete", "{\"path\":\"none\"}").error())
                    .isEqualTo("not_found");
            assertThat(answer("call-2", "move", "{\"from\":\"none\",\"to\":\"b\"}")
                            .error())
                    .isEqualTo("not_found");
        }
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
