package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunId;
import aule.workspace.Encoding;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileMemoryTests extends WithTools {

    @Nested
    class AfterSomebodyElsesChange {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "write_file|{\"path\":\"a\",\"content\":\"mine\"}",
                    "edit_file|{\"path\":\"a\",\"search\":\"theirs\",\"replace\":\"mine\"}",
                    "multi_edit|{\"path\":\"./a\",\"edits\":[{\"search\":\"theirs\",\"replace\":\"mine\"}]}",
                    "apply_patch|{\"patch\":\"--- a/a\\n+++ b/a\\n@@ -1 +1 @@\\n-theirs\\n+mine\\n\"}"
                })
        void nothingIsWrittenUntilTheFileIsReadAgain(String call) throws Exception {
            var tool = call.substring(0, call.indexOf('|'));
            var arguments = call.substring(call.indexOf('|') + 1);
            write("a", "first\n");
            answer("read", "read_file", "{\"path\":\"/workspace/a\"}");
            write("a", "theirs\n");

            var refused = answer("change", tool, arguments);

            assertThat(refused.ok()).isFalse();
            assertThat(refused.error()).isEqualTo("stale_revision");
            assertThat(refused.output())
                    .contains("'" + (call.contains("./a") ? "./a" : "a")
                            + "' was changed by somebody else since you read it");
            assertThat(read("a")).isEqualTo("theirs\n");

            answer("again", "read_file", "{\"path\":\"a\"}");
            assertThat(answer("repeat", tool, arguments).ok()).isTrue();
            assertThat(read("a")).startsWith("mine");
        }

        @Test
        void aFileThatWasNeverReadIsWritten() throws Exception {
            write("a", "x\n");

            assertThat(answer("one", "write_file", "{\"path\":\"a\",\"content\":\"1\"}")
                            .ok())
                    .isTrue();
        }

        @Test
        void whatTheRunWroteItselfIsNoConflict() throws Exception {
            answer("one", "write_file", "{\"path\":\"a\",\"content\":\"one\\n\"}");
            answer("two", "append_file", "{\"path\":\"a\",\"content\":\"two\\n\"}");
            answer("three", "edit_file", "{\"path\":\"a\",\"search\":\"one\",\"replace\":\"1\"}");
            answer("four", "apply_patch", "{\"patch\":\"--- a/a\\n+++ b/a\\n@@ -1 +1 @@\\n-1\\n+patched\\n\"}");

            assertThat(answer("five", "write_file", "{\"path\":\"a\",\"content\":\"end\"}")
                            .error())
                    .isEmpty();
            assertThat(read("a")).isEqualTo("end");
        }

        @Test
        void appendingToWhatSomebodyElseChangedDoesNotHideIt() throws Exception {
            write("a", "first\n");
            answer("read", "read_file", "{\"path\":\"a\"}");
            write("a", "theirs\n");
            answer("append", "append_file", "{\"path\":\"a\",\"content\":\"x\"}");

            assertThat(answer("write", "write_file", "{\"path\":\"a\",\"content\":\"1\"}")
                            .error())
                    .isEqualTo("stale_revision");
        }

        @Test
        void anotherRunMayWriteAndTheSameContentIsNoChange() throws Exception {
            write("a", "first\n");
            answer("read", "read_file", "{\"path\":\"a\"}");
            write("a", "theirs\n");
            var other = request(
                    new RunId("run-other"), "w", "write_file", "{\"path\":\"a\",\"content\":\"first\\n\"}", Set.of());

            assertThat(answered(tools.perform(other)).ok()).isTrue();
            assertThat(answer("mine", "write_file", "{\"path\":\"a\",\"content\":\"1\"}")
                            .ok())
                    .isTrue();
        }

        @Test
        void aNameThatTheRunGaveToAnotherFileIsNew() throws Exception {
            write("a", "a\n");
            write("b", "b\n");
            answer("read", "read_file", "{\"path\":\"b\"}");
            answer("delete", "delete", "{\"path\":\"b\"}");
            answer("move", "move", "{\"from\":\"a\",\"to\":\"b\"}");

            assertThat(answer("edit", "edit_file", "{\"path\":\"b\",\"search\":\"a\",\"replace\":\"c\"}")
                            .ok())
                    .isTrue();
        }
    }

    @Nested
    class Reading {

        @Test
        void takesLinesOfAFileThatIsTooLargeToBeReadWhole() throws Exception {
            write(
                    "big",
                    IntStream.rangeClosed(1, 1_600_000)
                            .mapToObj(it -> "line " + it + "\n")
                            .collect(Collectors.joining()));
            var size = Files.size(folder.resolve("big"));

            assertThat(text("big", 1_500_000, 2, null))
                    .isEqualTo(
                            "line 1500000\nline 1500001\n[Lines 1,500,000 to 1,500,001 of a file of %,d bytes. Read on with offset 1500002.]"
                                    .formatted(size));
            assertThat(text("big", 1_599_999, null, null))
                    .endsWith("line 1600000\n[Lines 1,599,999 to 1,600,000 of a file of %,d bytes.]".formatted(size));
            assertThat(((Tool.Result.Failure) file("big", 2_000_000, null, null)).output())
                    .isEqualTo("'big' has 1,600,000 lines; there is no line 2,000,000.");
        }

        @Test
        void takesBytesOfAFileOfManyGigabytes() throws Exception {
            var place = 5L << 30;
            try (var file = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
                file.write("x".repeat(Encoding.HEAD).getBytes(StandardCharsets.UTF_8));
                file.seek(place);
                file.write("olá\n".getBytes(StandardCharsets.UTF_8));
            }

            assertThat(text("huge", null, null, place))
                    .isEqualTo("olá\n\n[Bytes 5,368,709,120 to 5,368,709,125 of 5,368,709,125, UTF-8.]");
            assertThat(text("huge", null, null, place + 3)).startsWith("\n\n[Bytes 5,368,709,124 to");
        }

        @Test
        void cutsNoCharacterInTwo() throws Exception {
            write("a", "á".repeat(20_000));

            var first = text("a", null, null, 0L);

            assertThat(first)
                    .startsWith("áá")
                    .contains("á\n[Bytes 0 to 15,360 of 40,000, UTF-8. Read on with from_byte 15360.]");
            assertThat(text("a", null, null, 1L)).startsWith("á").contains("á\n[Bytes 2 to 15,360 of");
        }

        @Test
        void namesAnotherEncoding() throws Exception {
            Files.write(folder.resolve("latin"), "preço\n".getBytes(StandardCharsets.ISO_8859_1));
            Files.write(folder.resolve("wide"), "\uFEFFolá\n".getBytes(StandardCharsets.UTF_16LE));
            Files.write(folder.resolve("marked"), "\uFEFFolá\n".getBytes(StandardCharsets.UTF_8));

            assertThat(text("latin", null, null, null)).isEqualTo("preço\n\n[The file is Latin-1 (a guess).]");
            assertThat(text("wide", null, null, null)).isEqualTo("olá\n\n[The file is UTF-16 (little endian).]");
            assertThat(text("marked", null, null, null))
                    .isEqualTo("olá\n\n[The file is UTF-8 with a byte order mark.]");
        }

        @Test
        void tellsTheTypeOfABinaryFile() throws Exception {
            Files.write(folder.resolve("x.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0});

            assertThat(((Tool.Result.Failure) file("x.png", null, null, null)).output())
                    .isEqualTo("'x.png' is a binary file (image/png) of 6 bytes; it has no text to read.");
        }

        private String text(String path, @Nullable Integer offset, @Nullable Integer limit, @Nullable Long fromByte)
                throws InterruptedException {
            return ((Tool.Result.Success) file(path, offset, limit, fromByte)).output();
        }

        private Tool.Result file(
                String path, @Nullable Integer offset, @Nullable Integer limit, @Nullable Long fromByte)
                throws InterruptedException {
            return call(new ReadFile(_ -> desk), new ReadFile.Input(path, offset, limit, fromByte));
        }
    }

    @Nested
    class Editing {

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
        void keepsTheByteOrderMark(String name) throws IOException, InterruptedException {
            var charset = Charset.forName(name);
            var bytes = "\uFEFFolá two\r\n".getBytes(charset);
            Files.write(folder.resolve("a"), bytes);

            answer("call", "edit_file", "{\"path\":\"a\",\"search\":\"two\",\"replace\":\"três\"}");

            assertThat(Files.readAllBytes(folder.resolve("a"))).isEqualTo("\uFEFFolá três\r\n".getBytes(charset));
        }
    }
}
