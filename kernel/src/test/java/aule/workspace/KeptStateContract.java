package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ProjectId;
import aule.kernel.SystemClock;
import aule.testkit.CountingIds;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeping and restoring a whole workspace promises on every ground. */
@Timeout(120)
abstract class KeptStateContract {

    private static final ProjectId PROJECT = new ProjectId("proj-1");
    private static final int OWNER = 2_000_000_123;

    @TempDir
    Path temp;

    Path root;
    Path outside;
    ObjectStore store;
    Shadows shadows;
    Ground ground;
    InstantSource clock = SystemClock.UTC;
    Checkpoints.Limits limits = Checkpoints.Limits.DEFAULT;

    abstract Ground ground(Path root, OptionalInt owner) throws IOException;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("root")).toRealPath();
        outside = Files.createDirectory(temp.resolve("outside")).toRealPath();
        Files.writeString(outside.resolve("secret"), "secret");
        shadows = Shadows.open(temp, temp, new CountingIds());
        store = ObjectStore.open(temp.resolve("store"), "ab");
        ground = ground(root, OptionalInt.empty());
    }

    Camera.Picture take() throws IOException {
        var workspace = new Workspace(PROJECT, root, new Beneath(ground));
        return new Camera(shadows, limits, clock).take(workspace, store);
    }

    Restoration restore(Camera.Picture wanted) throws IOException {
        var now = take();
        var unknown = new ArrayList<>(now.state().leftOut());
        unknown.addAll(wanted.state().leftOut());
        var restoration = new Restoration(ground, store, unknown);
        restoration.apply(
                Differences.between(store, now.state().files(), wanted.state().files()));
        return restoration;
    }

    void write(String path, String content) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    void permit(String path, String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(permissions));
    }

    /** Everything below the root, as text. */
    Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (var all = Files.walk(root)) {
            for (var path : all.skip(1).toList()) {
                tree.put(root.relativize(path).toString(), describe(path));
            }
        }
        return tree;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        return permissions + (Files.isDirectory(path) ? "/" : " " + Files.readString(path));
    }

    void clear() throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(root)) {
                    Files.delete(path);
                }
            }
        }
    }

    @Nested
    class WhatWasKept {

        void comesBack() throws IOException {
            var before = tree();
            var kept = take();
            clear();
            write("other/thing", "to go");
            var restoration = restore(kept);

            assertThat(restoration.untouched()).isEmpty();
            assertThat(tree()).isEqualTo(before);
            assertThat(take().id()).isEqualTo(kept.id());
        }

        @Test
        void filesWithTheirPermissions() throws IOException {
            write("a", "1");
            write("sub/deep/run.sh", "#!/bin/sh\n");
            permit("sub/deep/run.sh", "rwxr-x--x");
            write("secret", "s");
            permit("secret", "r--------");
            write("none", "n");
            permit("none", "---------");
            comesBack();
        }

        @Test
        void foldersThatAreEmptyOrClosed() throws IOException {
            Files.createDirectories(root.resolve("empty/in/empty"));
            write("closed/file", "x");
            permit("closed/file", "r--r--r--");
            permit("closed", "r-xr-x---");
            permit("empty", "rwx------");
            comesBack();
        }

        @Test
        void linksThatLeadNowhereAndOutside() throws IOException {
            Files.createSymbolicLink(root.resolve("dangling"), Path.of("nothing/here"));
            Files.createSymbolicLink(root.resolve("absolute"), Path.of("/etc/passwd"));
            Files.createSymbolicLink(root.resolve("outside"), outside);
            Files.createSymbolicLink(root.resolve("up"), Path.of("../outside/secret"));
            Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
            comesBack();

            assertThat(outside.resolve("secret")).hasContent("secret");
        }

        @Test
        void repositoriesInIt() throws IOException {
            write(".git/HEAD", "ref: refs/heads/main\n");
            write(".git/objects/ab/cdef", "x");
            write(".gitignore", "*.log\nbuild/\n");
            write(".gitattributes", "* text eol=crlf\n");
            write("build/out.log", "line\nline\r\n");
            write("sub/.git/config", "[core]\n");
            Files.createDirectories(root.resolve("sub/.git/refs"));
            comesBack();
        }

        @Test
        void strangeNames() throws IOException {
            for (var name : List.of(
                    "a\nb",
                    "tab\tb",
                    "ünï\u0301cödé 🚀",
                    "-rf",
                    " ",
                    "a\\b",
                    "*",
                    "~",
                    "con",
                    "workspace",
                    "x".repeat(255))) {
                write("names/" + name, name);
            }
            write("a-", "after a folder of nearly the same name");
            write("a.b", "before");
            write("a/z", "in");
            comesBack();
        }

        @Test
        void filesOfManySizes() throws IOException {
            var random = new Random(5);
            for (int size : new int[] {0, 1, 8191, 65_536, 1 << 20, (1 << 20) + 1, 3_000_000}) {
                var letters = new byte[size];
                for (int at = 0; at < size; at++) {
                    letters[at] = (byte) ('a' + random.nextInt(26));
                }
                Files.write(root.resolve("f" + size), letters);
            }
            comesBack();
        }

        @Test
        void evenNothing() throws IOException {
            comesBack();
        }
    }

    @Nested
    class AnotherKindOfThing {

        @Test
        void isUndoneInEveryDirection() throws IOException {
            var states = new ArrayList<Camera.Picture>();
            var trees = new ArrayList<Map<String, String>>();
            Runnable[] forms = {
                () -> made(() -> write("x", "file")),
                () -> made(() -> write("x/in/deep", "folder")),
                () -> made(() -> Files.createSymbolicLink(root.resolve("x"), outside)),
                () -> made(() -> Files.createDirectory(root.resolve("x"))),
                () -> made(() -> {})
            };
            for (var form : forms) {
                clear();
                form.run();
                states.add(take());
                trees.add(tree());
            }
            for (int from = 0; from < forms.length; from++) {
                for (int to = 0; to < forms.length; to++) {
                    restore(states.get(from));
                    restore(states.get(to));
                    assertThat(tree()).as("from %d to %d", from, to).isEqualTo(trees.get(to));
                }
            }
            assertThat(outside.resolve("secret")).hasContent("secret");
        }

        private void made(IoWork work) {
            try {
                work.run();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    interface IoWork {
        void run() throws IOException;
    }

    @Nested
    class TheSameState {

        @Test
        void hasTheSameHash() throws IOException {
            write("a/b", "1");
            var first = take().id();
            Files.setLastModifiedTime(root.resolve("a/b"), FileTime.from(Instant.EPOCH));

            assertThat(take().id()).isEqualTo(first);
            permit("a/b", "rw-------");
            assertThat(take().id()).isNotEqualTo(first);
        }

        @Test
        void doesNotReadWhatDidNotChange() throws IOException {
            write("old", "1");
            Files.setLastModifiedTime(root.resolve("old"), FileTime.from(Instant.EPOCH));
            var counting = new CountedReads(ground);
            ground = counting;
            clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            take();
            var reads = counting.reads();
            take();

            assertThat(reads).isPositive();
            assertThat(counting.reads()).isEqualTo(reads);
        }

        @Test
        void isNotMistakenForAnotherOfTheSameSizeAndTime() throws IOException {
            for (int round = 0; round < 200; round++) {
                Files.writeString(root.resolve("x"), "%03d".formatted(round));
                var kept = take();
                var file = KeptFolder.decode(store.read(kept.state().files(), 1000))
                        .getFirst();
                assertThat(new String(store.read(file.object(), 10), UTF_8)).isEqualTo("%03d".formatted(round));
            }
        }
    }

    @Nested
    class WhatCannotBeKept {

        @Test
        void isNamedAndStaysWhenARestoreWouldLoseIt() throws IOException, InterruptedException {
            limits = new Checkpoints.Limits(10, 1000);
            write("small", "1");
            var empty = take();
            write("folder/large", "01234567890");
            assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(take().state().leftOut())
                    .containsExactlyInAnyOrder(
                            new LeftOut("folder/large", LeftOut.Reason.TOO_LARGE),
                            new LeftOut("pipe", LeftOut.Reason.SPECIAL));
            var restoration = restore(empty);
            assertThat(restoration.untouched()).containsExactly(new Untouched("folder", Untouched.Reason.NOT_EMPTY));
            assertThat(root.resolve("folder/large")).hasContent("01234567890");
        }

        @Test
        void isNotOverwrittenByWhatItOnceWas() throws IOException {
            limits = new Checkpoints.Limits(10, 1000);
            write("grows", "1");
            var kept = take();
            write("grows", "01234567890");

            assertThat(restore(kept).untouched()).containsExactly(new Untouched("grows", Untouched.Reason.NOT_KEPT));
            assertThat(root.resolve("grows")).hasContent("01234567890");
        }

        @Test
        void isNotTakenAwayBecauseItIsSmallNow() throws IOException {
            limits = new Checkpoints.Limits(10, 1000);
            write("shrinks", "01234567890");
            var kept = take();
            write("shrinks", "1");

            assertThat(restore(kept).untouched()).containsExactly(new Untouched("shrinks", Untouched.Reason.NOT_KEPT));
            assertThat(root.resolve("shrinks")).hasContent("1");
        }

        @Test
        void isNamedByItsFolderWhenThereIsTooMuch() throws IOException {
            for (int number = 0; number < 5; number++) {
                write("many/f" + number, "1");
            }
            limits = new Checkpoints.Limits(10, 4);
            var kept = take();

            assertThat(kept.files()).isEqualTo(3);
            assertThat(kept.state().leftOut()).containsExactly(new LeftOut("many", LeftOut.Reason.TOO_MANY));
            write("many/f0", "changed");
            write("many/g", "new");
            var restoration = restore(kept);
            assertThat(tree().keySet()).contains("many/f3", "many/f4", "many/g");
            assertThat(root.resolve("many/f0")).hasContent("1");
            assertThat(restoration.untouched()).isEmpty();
        }

        @Test
        void isReadBackFromTheStoreByName() throws IOException {
            limits = new Checkpoints.Limits(0, 1000);
            write("line\nbreak é", "1");
            var kept = take();

            assertThat(KeptState.read(store, kept.id())).isEqualTo(kept.state());
            assertThat(kept.state().leftOut()).containsExactly(new LeftOut("line\nbreak é", LeftOut.Reason.TOO_LARGE));
        }
    }

    @Nested
    class WhileOthersWork {

        @Test
        void aLookAlwaysEndsAndKeepsWhatStandsStill() throws Exception {
            write("still/file", "here");
            var over = new AtomicBoolean();
            var busy = Thread.ofPlatform().start(() -> churn(over));
            try {
                for (int round = 0; round < 60; round++) {
                    var kept = take();
                    assertThat(Differences.between(store, null, kept.state().files()))
                            .anyMatch(it -> it.path().equals("still/file"));
                }
            } finally {
                over.set(true);
                busy.join();
            }
        }

        @Test
        void aRestoreNeverPassesALinkThatSomebodyPlants() throws Exception {
            write("folder/secret", "mine");
            write("folder/more", "1");
            var kept = take();
            Files.delete(root.resolve("folder/secret"));
            Files.delete(root.resolve("folder/more"));
            var over = new AtomicBoolean();
            var flipping = Thread.ofPlatform().start(() -> flip(over));
            try {
                for (int round = 0; round < 200; round++) {
                    restore(kept);
                }
            } finally {
                over.set(true);
                flipping.join();
            }
            assertThat(outside.resolve("secret")).hasContent("secret");
            try (var all = Files.list(outside)) {
                assertThat(all).containsExactly(outside.resolve("secret"));
            }
        }

        @Test
        void whatNobodyKnewStays() throws IOException {
            write("folder/known", "1");
            var empty = take();
            clear();
            var before = take();
            write("folder/known", "1");
            var now = take();
            write("folder/late", "nobody kept me");
            var restoration = new Restoration(ground, store, List.of());
            restoration.apply(Differences.between(
                    store, now.state().files(), before.state().files()));

            assertThat(empty.id()).isEqualTo(now.id());
            assertThat(restoration.untouched()).containsExactly(new Untouched("folder", Untouched.Reason.NOT_EMPTY));
            assertThat(tree().keySet()).containsExactly("folder", "folder/late");
        }

        private void churn(AtomicBoolean over) {
            for (int round = 0; !over.get(); round++) {
                try {
                    var file = root.resolve("busy/f" + round % 7);
                    Files.createDirectories(root.resolve("busy"));
                    switch (round % 5) {
                        case 0 -> Files.writeString(file, "x".repeat(round % 3_000));
                        case 1 -> Files.deleteIfExists(file);
                        case 2 -> Files.createSymbolicLink(file, outside);
                        case 3 -> Files.createDirectory(file);
                        default -> Files.move(root.resolve("busy"), root.resolve("moved"));
                    }
                    Files.deleteIfExists(root.resolve("moved"));
                } catch (IOException e) {
                    // Whatever is in the way belongs to the bustle.
                }
            }
        }

        private void flip(AtomicBoolean over) {
            while (!over.get()) {
                try {
                    Files.move(root.resolve("folder"), root.resolve("away"));
                    Files.createSymbolicLink(root.resolve("folder"), outside);
                    Files.delete(root.resolve("folder"));
                    Files.move(root.resolve("away"), root.resolve("folder"));
                } catch (IOException e) {
                    // The restore was quicker.
                    restoreFolder();
                }
            }
        }

        private void restoreFolder() {
            try {
                if (Files.isSymbolicLink(root.resolve("folder"))) {
                    Files.delete(root.resolve("folder"));
                }
                if (Files.isDirectory(root.resolve("folder"), LinkOption.NOFOLLOW_LINKS)) {
                    try (var all = Files.walk(root.resolve("away"))) {
                        for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                            Files.deleteIfExists(one);
                        }
                    }
                }
            } catch (IOException e) {
                // The next round tries again.
            }
        }
    }

    @Test
    void whatComesBackBelongsToTheOwner() throws IOException {
        Assumptions.assumeTrue(
                Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "Only root can give files away.");
        write("a/b", "1");
        Files.createSymbolicLink(root.resolve("a/l"), Path.of("b"));
        var kept = take();
        clear();
        ground = ground(root, OptionalInt.of(OWNER));
        restore(kept);

        for (var path : List.of("a", "a/b", "a/l")) {
            assertThat(Files.getAttribute(root.resolve(path), "unix:uid", LinkOption.NOFOLLOW_LINKS))
                    .as(path)
                    .isEqualTo(OWNER);
        }
    }
}
