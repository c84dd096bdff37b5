package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file door promises on every ground to whoever wants to get out. */
abstract class HostilePathsContract {

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

    void refused(ErrorCode code, String saying, ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(AuleException.class, it -> {
            assertThat(it.code()).as(it.sentence()).isEqualTo(code);
            assertThat(it.sentence()).contains(saying);
        });
    }

    private static void stopped(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfAny(Ground.MovedException.class, NotDirectoryException.class);
    }

    int run(String... line) throws IOException, InterruptedException {
        return new ProcessBuilder(line).directory(root.toFile()).start().waitFor();
    }

    String text(String path) {
        return new String(beneath.read(path, 0, 1 << 20), UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static List<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }
}
