package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchToolsTests extends WithTools {

    @Nested
    class Globbing {

        @Test
        void findsANameInAnyFolderInTheOrderOfPaths() throws Exception {
            write("b.py", "");
            write("a/x.py", "");
            write("a/b/x.py", "");
            write("a/x.txt", "");

            assertThat(glob("*.py", null).lines()).containsExactly("a/b/x.py", "a/x.py", "b.py");
        }

        @Test
        void takesASlashAsAPlaceFromThePathOn() throws Exception {
            write("src/a/x.ts", "");
            write("src/x.ts", "");
            write("lib/x.ts", "");

            assertThat(glob("src/**/*.ts", null).lines()).containsExactly("src/a/x.ts", "src/x.ts");
            assertThat(glob("a/*.{js,ts}", "src").lines()).containsExactly("src/a/x.ts");
            assertThat(glob("**/a/", null)).isEqualTo("src/a/");
        }

        @Test
        void leavesOutWhatGitIgnoresAndWhatIsHiddenUnlessAsked() throws Exception {
            write(".gitignore", "node_modules/\n*.log\n!keep.log\n/only-here\n");
            write("node_modules/m/i.js", "");
            write("a.log", "");
            write("keep.log", "");
            write("only-here", "");
            write("d/only-here", "");
            write("d/.gitignore", "local\n!x.log\n");
            write("d/local", "");
            write("d/x.log", "");
            write(".hidden/h", "");

            assertThat(glob("**", null).lines()).containsExactly("d/only-here", "d/x.log", "keep.log");
            assertThat(all("**").lines()).contains("node_modules/m/i.js", ".hidden/h", "d/local", ".gitignore");
        }

        @Test
        void looksIntoAnIgnoredFolderThatIsNamed() throws Exception {
            write(".gitignore", "build/\n");
            write("build/out/a.js", "");

            assertThat(glob("*.js", "build/out")).isEqualTo("build/out/a.js");
            assertThat(glob("*.js", null))
                    .isEqualTo("No file matches '*.js'. Hidden and git-ignored files were left out.");
        }

        @Test
        void saysWhenThereIsMore() throws Exception {
            for (var number = 0; number < 12; number++) {
                write("f%02d".formatted(number), "");
            }

            var result =
                    (Tool.Result.Success) call(new GlobFiles(_ -> desk), new GlobFiles.Input("f*", null, null, 10));

            assertThat(result.output().lines()).hasSize(11);
            assertThat(result.output())
                    .startsWith("f00\n")
                    .endsWith("[10 shown; there are more. Narrow the pattern or the path.]");
            assertThat(result.truncated()).isTrue();
        }

        @Test
        void doesNotFollowLinks() throws Exception {
            Files.writeString(world.resolve("secret.txt"), "x");
            Files.createSymbolicLink(folder.resolve("out"), world);

            assertThat(glob("**/*.txt", null)).startsWith("No file matches");
            assertThat(answer("call-1", "glob", "{\"pattern\":\"*\",\"path\":\"out\"}")
                            .error())
                    .isEqualTo("path_denied");
        }

        @Test
        @Timeout(30)
        void isNotHeldByAWickedPattern() throws Exception {
            write(".gitignore", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n");
            write("a".repeat(250), "");

            assertThat(glob("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", null)).startsWith("No file");
        }

        private String all(String pattern) throws InterruptedException {
            return text(call(new GlobFiles(_ -> desk), new GlobFiles.Input(pattern, null, true, null)));
        }

        private String glob(String pattern, @Nullable String path) throws InterruptedException {
            return text(call(new GlobFiles(_ -> desk), new GlobFiles.Input(pattern, path, null, null)));
        }
    }

    @Nested
    class Grepping {

        @Test
        void tellsFileLineAndText() throws Exception {
            write("a/x.txt", "one\ntwo\r\nthree\n");
            write("b.txt", "no\ntwofold");

            assertThat(grep("^two")).isEqualTo("a/x.txt:2:two\nb.txt:2:twofold");
        }

        @Test
        void showsTheLinesAroundAMatchOnce() throws Exception {
            write("a", "1\n2 hit\n3\n4 hit\n5\n6\n7\n8 hit\n");

            assertThat(text(call(
                            new Grep(_ -> desk), new Grep.Input("hit", null, null, null, null, 1, null, null, null))))
                    .isEqualTo("a-1-1\na:2:2 hit\na-3-3\na:4:4 hit\na-5-5\n--\na-7-7\na:8:8 hit");
        }

        @Test
        void tellsFilesOrCountsOnly() throws Exception {
            write("a", "x\nx\n");
            write("b", "x\n");
            write("c", "y\n");

            assertThat(show(Grep.Show.FILES)).isEqualTo("a\nb");
            assertThat(show(Grep.Show.COUNTS)).isEqualTo("a:2\nb:1");
        }

        @Test
        void takesPlainTextAndForgivesCase() throws Exception {
            write("a", "f(x) = 1\nF(X)\n");

            assertThat(text(call(
                            new Grep(_ -> desk), new Grep.Input("f(x)", "", "a", true, true, null, null, null, null))))
                    .isEqualTo("a:1:f(x) = 1\na:2:F(X)");
            assertThat(grep("f(x)")).startsWith("Nothing matches");
        }

        @Test
        void readsOnlyFilesOfTheGlob() throws Exception {
            write("a.py", "x");
            write("a.js", "x");

            assertThat(text(call(
                            new Grep(_ -> desk),
                            new Grep.Input("x", null, "*.py", null, null, null, null, null, null))))
                    .isEqualTo("a.py:1:x");
        }

        @Test
        void passesOverBinaryAndReadsOtherEncodings() throws Exception {
            Files.write(folder.resolve("a.bin"), new byte[] {'h', 'i', 't', 0});
            Files.write(folder.resolve("b.txt"), "\uFEFFhit ã\n".getBytes(StandardCharsets.UTF_16LE));
            Files.write(folder.resolve("c.txt"), "hit ã\n".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(grep("hit.*ã")).isEqualTo("b.txt:1:hit ã\nc.txt:1:hit ã");
        }

        @Test
        void cutsALongLineAroundTheMatch() throws Exception {
            write("a", "x".repeat(5_000) + "needle" + "y".repeat(40_000) + "\nneedle");

            var lines = grep("needle").lines().toList();

            assertThat(lines.getFirst())
                    .startsWith("a:1:…x")
                    .contains("needle")
                    .endsWith("y…")
                    .hasSizeLessThan(320);
            assertThat(lines.getLast()).isEqualTo("a:2:needle");
        }

        @Test
        void findsAMatchFarIntoALargeFileWithItsNumber() throws Exception {
            write(
                    "big",
                    IntStream.rangeClosed(1, 300_000)
                            .mapToObj(it -> "line " + it)
                            .collect(Collectors.joining("\n")));

            assertThat(grep("line 299999$")).isEqualTo("big:299999:line 299999");
        }

        @Test
        void saysWhenThereIsMoreAndOnlyThen() throws Exception {
            write("a", "x\n".repeat(5));

            assertThat(limited(5)).doesNotContain("more").endsWith("a:5:x");
            assertThat(limited(4)).endsWith("a:4:x\n[4 shown; there are more. Narrow the pattern or the path.]");
        }

        @Test
        @Timeout(30)
        void isNotHeldByAWickedExpression() throws Exception {
            write("a", "a".repeat(100_000));

            assertThat(grep("(a*)*b")).startsWith("Nothing matches");
        }

        @ParameterizedTest
        @ValueSource(strings = {"(?=x)", "(a)\\1", "[", "((a{100}){100}){100}", "((x{999,}){999}){999}", ""})
        void refusesWhatItCannotLookFor(String pattern) {
            assertThatThrownBy(() -> grep(pattern))
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
        }

        @Test
        void isListedAsReadingAndTakesItsArgumentsFromTheWire() throws Exception {
            write("a", "x\n");

            var answer = answer("call-1", "grep", "{\"pattern\":\"X\",\"ignore_case\":true,\"show\":\"counts\"}");

            assertThat(answer.output()).isEqualTo("a:1");
            assertThat(answer.receiptId()).isNotNull();
            assertThat(catalogue.exactly("grep").spec().effect()).isEqualTo(Tool.Effect.READ);
        }

        @Test
        void stopsWhenItsThreadIsInterrupted() throws Exception {
            write("a", "x");
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> grep("x")).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        private String show(Grep.Show show) throws InterruptedException {
            return text(call(new Grep(_ -> desk), new Grep.Input("x", null, null, null, null, null, show, null, null)));
        }

        private String limited(int limit) throws InterruptedException {
            return text(
                    call(new Grep(_ -> desk), new Grep.Input("x", null, null, null, null, null, null, null, limit)));
        }

        private String grep(String pattern) throws InterruptedException {
            return text(
                    call(new Grep(_ -> desk), new Grep.Input(pattern, null, null, null, null, null, null, null, null)));
        }
    }

    private static String text(Tool.Result result) {
        return ((Tool.Result.Success) result).output();
    }
}
