package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What keeping and restoring a whole workspace promises on every ground. */
@Timeout(120)
abstract class KeptStateContract extends BusyStateContract {

    private static final int OWNER = 2_000_000_123;

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
