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
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the file door promises on every ground. */
@Timeout(60)
abstract class BeneathContract {

    @TempDir
    Path temp;

    Path root;
    Path outside;
    Beneath beneath;

    abstract Ground ground(Path root, OptionalInt owner) throws IOException;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("root")).toRealPath();
        outside = Files.createDirectory(temp.resolve("outside")).toRealPath();
        Files.writeString(outside.resolve("secret"), "secret");
        beneath = new Beneath(ground(root, OptionalInt.empty()));
    }

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
    void pathsThatLeaveAreDeniedInTheWordsOfTheRequest() {
        for (var path : List.of(
                "..",
                "../outside/secret",
                "a/../../outside/secret",
                "..\\outside\\secret",
                "/etc/passwd",
                "/",
                "/workspace/../etc/passwd",
                "/workspaces/x",
                "C:\\Windows",
                "a\0b",
                "\0",
                "//etc/passwd",
                "./../x",
                outside + "/secret",
                root + "/x")) {
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.read(path, 0, 10));
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.writeAtomically(path, bytes("x")));
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.append(path, bytes("x")));
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.delete(path, true));
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.list(path, true));
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.mkdirs(path));
            refused(ErrorCode.PATH_DENIED, "", () -> beneath.find(path));
        }
        assertThat(outside.resolve("secret")).hasContent("secret");
    }

    @Test
    void encodedDotsAreJustNames() {
        for (var path : List.of("%2e%2e/secret", "..%2fsecret", "．．/secret", "…/secret", "%00", "..;/x", "... /x")) {
            refused(ErrorCode.NOT_FOUND, path, () -> beneath.read(path, 0, 10));
        }
    }

    @Test
    void linksThatStayInsideWorkAndOthersAreDenied() throws IOException {
        beneath.writeAtomically("real/file", bytes("in"));
        Files.createSymbolicLink(root.resolve("folder"), Path.of("real"));
        Files.createSymbolicLink(root.resolve("file"), Path.of("folder/file"));
        Files.createSymbolicLink(root.resolve("real/up"), Path.of("../real/file"));
        Files.createSymbolicLink(root.resolve("seen"), Path.of("/workspace/real/file"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("relative"), Path.of("../outside"));
        Files.createSymbolicLink(root.resolve("secret"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("absolute"), root.resolve("real/file"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(root.resolve("magic"), Path.of("/proc/self/root/etc/hostname"));

        for (var path : List.of("folder/file", "file", "real/up", "folder/up", "seen")) {
            assertThat(text(path)).as(path).isEqualTo("in");
        }
        beneath.writeAtomically("file", bytes("through"));
        assertThat(text("real/file")).isEqualTo("through");
        assertThat(root.resolve("file")).isSymbolicLink();
        for (var path : List.of(
                "out", "out/secret", "out/new", "relative/secret", "secret", "absolute", "loop", "loop/x", "magic")) {
            refused(ErrorCode.PATH_DENIED, path, () -> beneath.read(path, 0, 10));
            refused(ErrorCode.PATH_DENIED, path, () -> beneath.writeAtomically(path, bytes("x")));
            refused(ErrorCode.PATH_DENIED, path, () -> beneath.append(path, bytes("x")));
            refused(ErrorCode.PATH_DENIED, path, () -> beneath.mkdirs(path));
            refused(ErrorCode.PATH_DENIED, path, () -> beneath.list(path, true));
        }
        refused(ErrorCode.PATH_DENIED, "out/secret", () -> beneath.delete("out/secret", false));
        refused(ErrorCode.PATH_DENIED, "out/secret", () -> beneath.move("out/secret", "x"));
        refused(ErrorCode.PATH_DENIED, "out/x", () -> beneath.move("real/file", "out/x"));
        assertThat(names(outside)).containsExactly("secret");
        beneath.delete("secret", false);
        beneath.move("out", "moved");
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(root.resolve("moved")).isSymbolicLink();
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

    /** Half of the pieces lead up, out or nowhere: random text alone would hardly ever make a hostile path. */
    @Test
    void noHostilePathReachesOutside() throws IOException {
        beneath.writeAtomically("a/b", bytes("in"));
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("a/up"), Path.of("../.."));
        var pieces = List.of(
                "a",
                "b",
                "..",
                ".",
                "/",
                "\\",
                "out",
                "up",
                "secret",
                "outside",
                "\0",
                "//",
                "~",
                "workspace",
                "é",
                "%2e");
        var random = new Random(20_261_121);
        for (int round = 0; round < 3000; round++) {
            var path = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                path.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? "/" : "");
            }
            harmless(path.toString(), random.nextInt(5));
        }
        assertThat(names(outside)).containsExactly("secret");
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(names(temp)).containsExactlyInAnyOrder("outside", "root");
    }

    /** What makes a race harmless: no operation passes a link, wherever it was put and whenever. */
    @Test
    void noOperationOfTheGroundPassesALink() throws IOException {
        var ground = ground(root, OptionalInt.empty());
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("secret"), outside.resolve("secret"));
        Files.writeString(root.resolve("mine"), "mine");

        for (var path : List.of("out/secret", "out/new")) {
            stopped(() -> ground.stat(path));
            stopped(() -> ground.open(path));
            stopped(() -> ground.append(path));
            stopped(() -> ground.create(path, OptionalInt.empty()));
            stopped(() -> ground.createFolder(path));
            stopped(() -> ground.createLink(path, "mine"));
            stopped(() -> ground.permit(path, 0777));
            stopped(() -> ground.remove(path, false));
            stopped(() -> ground.rename("mine", path));
            stopped(() -> ground.rename(path, "stolen"));
        }
        stopped(() -> ground.list("out"));
        stopped(() -> ground.open("secret"));
        stopped(() -> ground.append("secret"));
        stopped(() -> ground.permit("secret", 0777));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outside.resolve("secret"))))
                .isNotEqualTo("rwxrwxrwx");
        assertThat(ground.stat("secret").orElseThrow().kind()).isEqualTo(Entry.Kind.LINK);
        assertThat(names(outside)).containsExactly("secret");
        assertThat(names(root)).containsExactlyInAnyOrder("mine", "out", "secret");
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
    void noRaceOfFoldersAndLinksReachesOutside() throws Exception {
        Files.createDirectory(root.resolve("folder"));
        Files.writeString(root.resolve("folder/secret"), "inside");
        var over = new AtomicBoolean();
        var flipping = Thread.ofPlatform().start(() -> flip(over));
        try {
            for (int round = 0; round < 2000; round++) {
                attempt("read", () -> assertThat(text("folder/secret")).isNotEqualTo("secret"));
                attempt("append", () -> beneath.append("folder/log", bytes("x")));
                attempt("list", () -> assertThat(beneath.list("folder", true)).isNotNull());
                if (round % 20 == 0) {
                    attempt("write", () -> beneath.writeAtomically("folder/new", bytes("x")));
                    attempt("make", () -> beneath.mkdirs("folder/sub"));
                    attempt("delete", () -> beneath.delete("folder/secret", true));
                    attempt("move", () -> beneath.move("folder/log", "folder/sub/log"));
                    attempt("put back", () -> beneath.append("folder/secret", bytes("inside")));
                }
            }
        } finally {
            over.set(true);
            flipping.join();
        }
        assertThat(names(outside)).containsExactly("secret");
        assertThat(outside.resolve("secret")).hasContent("secret");
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

    private void harmless(String path, int deed) {
        try {
            switch (deed) {
                case 0 ->
                    assertThat(new String(beneath.read(path, 0, 100), UTF_8)).doesNotContain("secret");
                case 1 -> beneath.append(path, bytes("x"));
                case 2 -> beneath.mkdirs(path);
                case 3 ->
                    assertThat(beneath.list(path, true))
                            .noneMatch(it -> it.path().endsWith("../secret"));
                default -> assertThat(beneath.find(path).map(Entry::size)).isNotEqualTo(Optional.of(6L));
            }
        } catch (AuleException e) {
            assertThat(e.sentence()).doesNotContain(temp.toString());
        }
    }

    /** Sets a link in the folder's place and the folder back, whatever the kernel made there meanwhile. */
    private void flip(AtomicBoolean over) {
        var folder = root.resolve("folder");
        var aside = root.resolve("aside");
        while (!over.get()) {
            untilDone(over, () -> Files.move(folder, aside));
            untilDone(over, () -> Files.createSymbolicLink(folder, outside));
            untilDone(over, () -> Files.move(aside, folder));
        }
    }

    private void untilDone(AtomicBoolean over, Callable<?> step) {
        while (!over.get()) {
            try {
                step.call();
                return;
            } catch (Exception e) {
                clear(root.resolve("folder"));
            }
        }
    }

    private static void clear(Path folder) {
        try {
            if (!Files.isSymbolicLink(folder)) {
                for (var name : names(folder)) {
                    Files.delete(folder.resolve(name));
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            // Somebody was quicker: the caller tries again.
        }
    }

    private static void attempt(String deed, ThrowingCallable work) throws Exception {
        try {
            work.call();
        } catch (AuleException e) {
            assertThat(e.code())
                    .as("%s: %s", deed, e.getCause())
                    .isIn(ErrorCode.PATH_DENIED, ErrorCode.NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.INVALID);
        } catch (Throwable e) {
            throw new AssertionError(deed, e);
        }
    }

    private void refused(ErrorCode code, String saying, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(AuleException.class, it -> {
            assertThat(it.code()).as(it.sentence()).isEqualTo(code);
            assertThat(it.sentence()).contains(saying);
        });
    }

    private static void stopped(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfAny(Ground.MovedException.class, NotDirectoryException.class);
    }

    private int run(String... line) throws IOException, InterruptedException {
        return new ProcessBuilder(line).directory(root.toFile()).start().waitFor();
    }

    private String text(String path) {
        return new String(beneath.read(path, 0, 1 << 20), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }
}
