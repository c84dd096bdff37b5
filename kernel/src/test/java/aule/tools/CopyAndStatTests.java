package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.FileChange;
import aule.kernel.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CopyAndStatTests extends WithTools {

    @Nested
    class Copies {

        @Test
        void ofAFileKeepItsBytesAndPermissions() throws Exception {
            write("a.sh", "#!/bin/sh\n");
            Files.setPosixFilePermissions(folder.resolve("a.sh"), PosixFilePermissions.fromString("rwxr-x---"));

            var result = copy("a.sh", "new/b.sh");

            assertThat(read("new/b.sh")).isEqualTo("#!/bin/sh\n");
            assertThat(read("a.sh")).isEqualTo("#!/bin/sh\n");
            assertThat(mode("new/b.sh")).isEqualTo("rwxr-x---");
            assertThat(changes(result)).containsExactly(new FileChange("new/b.sh", "created", 10, 0, 0));
        }

        @Test
        void ofAFolderKeepLinksPermissionsAndEmptyFolders() throws Exception {
            write("d/x", "1");
            Files.createDirectories(folder.resolve("d/empty"));
            Files.createSymbolicLink(folder.resolve("d/in"), Path.of("x"));
            Files.createSymbolicLink(folder.resolve("d/out"), world);
            Files.setPosixFilePermissions(folder.resolve("d/empty"), PosixFilePermissions.fromString("r-xr-xr-x"));

            var result = copy("d", "e");

            assertThat(text(result)).isEqualTo("Copied d to e (5 entries).");
            assertThat(read("e/x")).isEqualTo("1");
            assertThat(Files.readSymbolicLink(folder.resolve("e/in"))).isEqualTo(Path.of("x"));
            assertThat(Files.readSymbolicLink(folder.resolve("e/out"))).isEqualTo(world);
            assertThat(mode("e/empty")).isEqualTo("r-xr-xr-x");
            assertThat(names()).containsExactly("d", "e");
        }

        @Test
        void needAFreePlaceOutsideThemselves() throws Exception {
            write("a", "1");
            write("b", "2");
            write("d/x", "3");

            assertThat(answer("call-1", "copy", "{\"from\":\"a\",\"to\":\"b\"}").error())
                    .isEqualTo("conflict");
            assertThat(answer("call-2", "copy", "{\"from\":\"d\",\"to\":\"d/e\"}")
                            .error())
                    .isEqualTo("invalid");
            assertThat(answer("call-3", "copy", "{\"from\":\"none\",\"to\":\"c\"}")
                            .error())
                    .isEqualTo("not_found");
            assertThat(read("b")).isEqualTo("2");
        }

        @Test
        void leaveNothingBehindWhenTheyCannotBeWhole() throws Exception {
            write("d/a", "1");
            assertThat(new ProcessBuilder("mkfifo", folder.resolve("d/pipe").toString())
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(answer("call-1", "copy", "{\"from\":\"d\",\"to\":\"e\"}").error())
                    .isEqualTo("invalid");
            assertThat(names()).containsExactly("d");
        }

        @Test
        void askBeforeTheyTakeAFileFromOutside() throws Exception {
            Files.writeString(world.resolve("x"), "far");

            assertThat(tools.perform(request(
                            "call-1", "copy", "{\"from\":\"%s\",\"to\":\"near\"}".formatted(world.resolve("x")))))
                    .isInstanceOf(Tools.Outcome.Waits.class);
            assertThat(text(copy(world.toRealPath().resolve("x").toString(), "near")))
                    .contains("(1 entry)");
            assertThat(read("near")).isEqualTo("far");
            assertThat(world.resolve("x")).exists();
        }

        private Tool.Result copy(String from, String to) throws InterruptedException {
            return call(new Copy(_ -> desk), new Copy.Input(from, to));
        }
    }

    @Nested
    class Stats {

        @Test
        void tellWhatIsKnownOfAFile() throws Exception {
            write("a.py", "one\ntwo\nthree");
            Files.setPosixFilePermissions(folder.resolve("a.py"), PosixFilePermissions.fromString("rw-r-----"));
            Files.setLastModifiedTime(folder.resolve("a.py"), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));

            assertThat(stat("a.py", true)).isEqualTo("""
                            path: a.py
                            kind: file
                            mode: 640
                            modified: 2026-01-02T03:04:05Z
                            size: 13 bytes
                            type: text/x-python; charset=utf-8
                            encoding: UTF-8
                            lines: 3
                            sha256: %s""".formatted(hash("one\ntwo\nthree")));
        }

        @Test
        void tellBinaryFilesFoldersAndLinksApart() throws Exception {
            Files.write(folder.resolve("x.bin"), new byte[] {0, 1, 2});
            Files.write(folder.resolve("wide.txt"), "\uFEFFa\nb\n".getBytes(StandardCharsets.UTF_16BE));
            write("d/a", "");
            write("d/e/b", "");
            Files.createSymbolicLink(folder.resolve("l"), Path.of("../away"));

            assertThat(stat("x.bin", false)).endsWith("encoding: none, it is binary");
            assertThat(stat("wide.txt", false)).contains("encoding: UTF-16 (big endian)\nlines: 2");
            assertThat(stat("d", false)).contains("kind: folder", "entries: 2\nfiles below: 2");
            assertThat(stat("l", false)).contains("kind: link").endsWith("leads to: ../away");
            assertThat(stat(".", false)).contains("path: .\nkind: folder");
            assertThat(answer("call-1", "stat", "{\"path\":\"none\"}").error()).isEqualTo("not_found");
        }

        private String stat(String path, boolean sha256) throws InterruptedException {
            return text(call(new Stat(_ -> desk), new Stat.Input(path, sha256)));
        }

        private static String hash(String text) {
            return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
        }
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static String text(Tool.Result result) {
        return ((Tool.Result.Success) result).output();
    }

    private static List<FileChange> changes(Tool.Result result) {
        return ((Tool.Result.Success) result).changes();
    }
}
