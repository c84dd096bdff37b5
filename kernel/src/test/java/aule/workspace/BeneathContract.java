package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the file door promises on every ground. */
@Timeout(60)
abstract class BeneathContract extends HostilePathsContract {

    @Test
    void whatIsWrittenIsRead() {
        beneath.writeAtomically("a/b/c.txt", bytes("olá"));

        assertThat(text("a/b/c.txt")).isEqualTo("olá");
        assertThat(root.resolve("a/b/c.txt")).hasContent("olá");
        assertThat(beneath.stat("a/b/c.txt").size()).isEqualTo(4);
        assertThat(beneath.stat("a/b").kind()).isEqualTo(Entry.Kind.DIR);
    }

    @Test
    void writingLeavesNothingElseBehind() throws IOException {
        beneath.writeAtomically("x", bytes("1"));
        beneath.writeAtomically("x", new ByteArrayInputStream(bytes("22")));

        assertThat(text("x")).isEqualTo("22");
        assertThat(names(root)).containsExactly("x");
    }

    @Test
    void aStreamThatFailsLeavesTheOldFile() throws IOException {
        beneath.writeAtomically("x", bytes("old"));
        var failing = new SequenceInputStream(new ByteArrayInputStream(new byte[200_000]), broken());

        assertThatThrownBy(() -> beneath.writeAtomically("x", failing)).isInstanceOf(AuleException.class);
        assertThat(text("x")).isEqualTo("old");
        assertThat(names(root)).containsExactly("x");
    }

    @Test
    void replacingKeepsThePermissions() throws IOException {
        beneath.writeAtomically("run.sh", bytes("1"));
        Files.setPosixFilePermissions(root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        beneath.writeAtomically("run.sh", bytes("2"));

        assertThat(Files.getPosixFilePermissions(root.resolve("run.sh")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x--x"));
        assertThat(beneath.stat("run.sh").mode()).isEqualTo(0751);
    }

    @Test
    void partsOfAFileAreReadByOffset() throws IOException {
        beneath.writeAtomically("x", bytes("0123456789"));

        assertThat(new String(beneath.read("x", 2, 3), UTF_8)).isEqualTo("234");
        assertThat(new String(beneath.read("x", 8, 100), UTF_8)).isEqualTo("89");
        assertThat(beneath.read("x", 99, 5)).isEmpty();
        try (var stream = beneath.stream("x", 7)) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes("789"));
        }
    }

    @Test
    void longFilesStreamWhole() throws IOException {
        var bytes = new byte[1_000_003];
        new Random(7).nextBytes(bytes);

        assertThat(beneath.writeAtomically("big", new ByteArrayInputStream(bytes)))
                .isEqualTo(bytes.length);
        try (var stream = beneath.stream("big", 0)) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(beneath.read("big", 0, Integer.MAX_VALUE)).isEqualTo(bytes);
    }

    @Test
    void appendingMakesTheFileAndGoesOn() {
        beneath.append("log/x", bytes("a"));
        beneath.append("log/x", bytes("b"));

        assertThat(text("log/x")).isEqualTo("ab");
    }

    @Test
    void foldersAreListedByNameWithHiddenOnesOnDemand() throws IOException {
        beneath.writeAtomically("b", bytes("22"));
        beneath.writeAtomically(".hidden", bytes(""));
        beneath.mkdirs("a/deep");
        Files.createSymbolicLink(root.resolve("c"), outside);

        assertThat(beneath.list("", false)).extracting(Entry::path).containsExactly("a", "b", "c");
        assertThat(beneath.list("/workspace/", true)).extracting(Entry::name).containsExactly(".hidden", "a", "b", "c");
        assertThat(beneath.list("", false))
                .extracting(Entry::kind)
                .containsExactly(Entry.Kind.DIR, Entry.Kind.FILE, Entry.Kind.LINK);
        assertThat(beneath.list("a", false)).extracting(Entry::path).containsExactly("a/deep");
    }

    @Test
    void aFolderOfManyEntriesIsListedWhole() throws IOException {
        for (int i = 0; i < 1000; i++) {
            Files.createFile(root.resolve("a-rather-long-name-for-a-file-" + i));
        }

        assertThat(beneath.list("", false)).hasSize(1000);
    }

    @Test
    void walkingIsBoundedAndPassesNoLink() throws IOException {
        beneath.writeAtomically("a/1", bytes(""));
        beneath.writeAtomically("a/b/2", bytes(""));
        beneath.writeAtomically("a/.git/3", bytes(""));
        Files.createSymbolicLink(root.resolve("a/loop"), root.resolve("a"));

        assertThat(beneath.walk("a", 100, false))
                .extracting(Entry::path)
                .containsExactly("a/1", "a/b", "a/b/2", "a/loop");
        assertThat(beneath.walk("", 2, true)).hasSize(2);
        assertThat(beneath.count("a")).isEqualTo(7);
    }

    @Test
    void deletingCountsWhatWent() throws IOException {
        beneath.writeAtomically("a/1", bytes(""));
        beneath.writeAtomically("a/b/2", bytes(""));
        Files.createSymbolicLink(root.resolve("a/out"), outside);

        refused(ErrorCode.CONFLICT, "a", () -> beneath.delete("a", false));
        assertThat(beneath.delete("a", true)).isEqualTo(5);
        assertThat(root).isEmptyDirectory();
        assertThat(outside.resolve("secret")).hasContent("secret");
        beneath.mkdirs("empty");
        assertThat(beneath.delete("empty", false)).isEqualTo(1);
        refused(ErrorCode.INVALID, "", () -> beneath.delete(".", true));
    }

    @Test
    void evenVeryDeepTreesAreDeleted() throws IOException, InterruptedException {
        var script = "mkdir 'top'; chdir 'top'; for (1..120) { mkdir 'd' x 60; chdir 'd' x 60 } open(F, '>f')";
        assertThat(run("perl", "-e", script)).isZero();

        assertThat(beneath.delete("top", true)).isEqualTo(122);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void movingNeedsAFreeNameAndMakesFolders() {
        beneath.writeAtomically("a", bytes("1"));
        beneath.writeAtomically("b", bytes("2"));
        beneath.move("a", "x/y/z");

        assertThat(text("x/y/z")).isEqualTo("1");
        assertThat(beneath.find("a")).isEmpty();
        refused(ErrorCode.CONFLICT, "b", () -> beneath.move("x/y/z", "b"));
        refused(ErrorCode.INVALID, "x/in", () -> beneath.move("x", "x/in"));
        refused(ErrorCode.NOT_FOUND, "gone", () -> beneath.move("gone", "c"));
        refused(ErrorCode.PATH_DENIED, "../c", () -> beneath.move("b", "../c"));
        assertThat(text("b")).isEqualTo("2");
    }

    @Test
    void allSpellingsOfAPathAreOneFile() {
        beneath.writeAtomically("a/b", bytes("1"));

        for (var path : List.of(
                "a/b",
                "./a/b",
                "a//b",
                "a\\b",
                "a/\\/b",
                "/workspace/a/b",
                "//workspace//a\\b",
                "\\workspace\\a\\b",
                "a/../a/./b",
                "a/b/",
                "~/a/b")) {
            assertThat(text(path)).as(path).isEqualTo("1");
            assertThat(beneath.name(path)).isEqualTo("a/b");
            assertThat(beneath.stat(path).path()).isEqualTo("a/b");
        }
        for (var path : List.of("", ".", "/workspace", "./", "a/..", "~")) {
            assertThat(beneath.name(path)).isEmpty();
            assertThat(beneath.stat(path).kind()).isEqualTo(Entry.Kind.DIR);
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        for (var path : List.of("nothing", "a/b/c", "x y/ü")) {
            refused(ErrorCode.NOT_FOUND, path, () -> beneath.read(path, 0, 10));
            refused(ErrorCode.NOT_FOUND, path, () -> beneath.stat(path));
            refused(ErrorCode.NOT_FOUND, path, () -> beneath.list(path, true));
            refused(ErrorCode.NOT_FOUND, path, () -> beneath.delete(path, true));
            assertThat(beneath.find(path)).isEmpty();
        }
        beneath.writeAtomically("file", bytes("x"));
        refused(ErrorCode.NOT_FOUND, "file/x", () -> beneath.read("file/x", 0, 1));
    }

    @Test
    void filesAndFoldersAreNotMistakenForEachOther() {
        beneath.writeAtomically("file", bytes("x"));
        beneath.mkdirs("folder");

        refused(ErrorCode.INVALID, "folder", () -> beneath.read("folder", 0, 10));
        refused(ErrorCode.INVALID, "folder", () -> beneath.writeAtomically("folder", bytes("x")));
        refused(ErrorCode.INVALID, "folder", () -> beneath.append("folder", bytes("x")));
        refused(ErrorCode.INVALID, "file", () -> beneath.list("file", true));
        refused(ErrorCode.CONFLICT, "file/x", () -> beneath.writeAtomically("file/x", bytes("x")));
        refused(ErrorCode.CONFLICT, "file/x", () -> beneath.mkdirs("file/x"));
        beneath.mkdirs("folder");
    }

    @Test
    void pipesAndDevicesAreNotOpened() throws IOException, InterruptedException {
        assertThat(run("mkfifo", "pipe")).isZero();
        refused(ErrorCode.INVALID, "pipe", () -> beneath.read("pipe", 0, 10));
        refused(ErrorCode.INVALID, "pipe", () -> beneath.append("pipe", bytes("x")));
        refused(ErrorCode.INVALID, "pipe", () -> beneath.writeAtomically("pipe", bytes("x")));
        assertThat(beneath.list("", true)).extracting(Entry::kind).containsExactly(Entry.Kind.OTHER);
        if (run("mknod", "zero", "c", "1", "5") == 0) {
            refused(ErrorCode.INVALID, "zero", () -> beneath.read("zero", 0, 10));
            refused(ErrorCode.INVALID, "zero", () -> beneath.append("zero", bytes("x")));
        }
        assertThat(beneath.delete("pipe", false)).isEqualTo(1);
    }

    @Test
    void longAndStrangeNamesAreKeptOrRefused() {
        for (var name : List.of("ü".repeat(127), "日本", "a b", " ", "-rf", "*", "a:b", "name\nline", "😀", "%s", "é")) {
            beneath.writeAtomically(name, bytes(name));
            assertThat(text(name)).isEqualTo(name);
            assertThat(beneath.list("", true)).extracting(Entry::path).contains(name);
        }
        refused(ErrorCode.INVALID, "", () -> beneath.writeAtomically("ü".repeat(128), bytes("x")));
        refused(ErrorCode.INVALID, "", () -> beneath.read("x/".repeat(2500), 0, 1));
    }

    @Test
    void namesDifferByCase() {
        beneath.writeAtomically("A", bytes("upper"));
        beneath.writeAtomically("a", bytes("lower"));

        assertThat(text("A")).isEqualTo("upper");
    }

    @Test
    void linksAndPermissionsAreMadeAsTheyAreAsked() throws IOException {
        var ground = ground(root, OptionalInt.empty());
        ground.createFolder("d");
        ground.createLink("d/link", "/nowhere/at all");
        ground.create("d/x", OptionalInt.of(0)).close();
        ground.permit("d/x", 0640);
        ground.permit("d", 0510);
        ground.syncAll(List.of("d/x"));

        assertThat(ground.readLink("d/link")).isEqualTo("/nowhere/at all");
        assertThat(ground.stat("d/x").orElseThrow().mode()).isEqualTo(0640);
        assertThat(ground.stat("d").orElseThrow().mode()).isEqualTo(0510);
        assertThatThrownBy(() -> ground.createLink("d/link", "x")).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aStampTellsVersionsApart() throws IOException {
        var ground = ground(root, OptionalInt.empty());
        Files.writeString(root.resolve("x"), "1");
        Files.setLastModifiedTime(root.resolve("x"), FileTime.from(Instant.EPOCH));
        var first = ground.stat("x").orElseThrow().stamp();
        beneath.writeAtomically("x", bytes("2"));

        assertThat(ground.stat("x").orElseThrow().stamp()).isNotEqualTo(first);
        assertThat(ground.list("").getFirst().stamp())
                .isEqualTo(ground.stat("x").orElseThrow().stamp());
    }

    @Test
    void aKilledWriterLeavesTheOldOrTheNewFile() throws IOException, InterruptedException {
        beneath.writeAtomically("file", bytes("a".repeat(300_000)));
        for (int round = 0; round < 3; round++) {
            var writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndlessWriter.class.getName(),
                            ground(root, OptionalInt.empty()).getClass().getSimpleName(),
                            root.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(writer.getInputStream().read()).isEqualTo('.');
            writer.getInputStream().readNBytes(20 + 17 * round);
            writer.destroyForcibly().waitFor();

            var content = text("file");
            assertThat(content).hasSize(300_000);
            assertThat(content.chars().distinct().count()).isEqualTo(1);
        }
    }

    @Test
    void whatIsMadeBelongsToTheOwner() throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "Only root can give files away.");
        var owned = new Beneath(ground(root, OptionalInt.of(2_000_000_123)));
        owned.writeAtomically("a/b/c", bytes("x"));
        owned.append("a/log", bytes("x"));
        owned.mkdirs("d/e");
        ground(root, OptionalInt.of(2_000_000_123)).createLink("d/l", "nowhere");
        owned.writeAtomically("a/b/c", bytes("y"));

        for (var path : List.of("a", "a/b", "a/b/c", "a/log", "d", "d/e", "d/l")) {
            assertThat(Files.getAttribute(root.resolve(path), "unix:uid", NOFOLLOW_LINKS))
                    .as(path)
                    .isEqualTo(2_000_000_123);
            assertThat(Files.getAttribute(root.resolve(path), "unix:gid", NOFOLLOW_LINKS))
                    .as(path)
                    .isEqualTo(2_000_000_123);
        }
    }

    @Test
    void aRootThatIsGoneIsMissing() throws IOException {
        Files.delete(root);

        refused(ErrorCode.NOT_FOUND, "", () -> beneath.list("", true));
        refused(ErrorCode.NOT_FOUND, "x", () -> beneath.writeAtomically("x", bytes("x")));
    }

    /** A stream that was closed before it is read fails at once. */
    private InputStream broken() throws IOException {
        var file = new FileInputStream(outside.resolve("secret").toFile());
        file.close();
        return file;
    }
}
