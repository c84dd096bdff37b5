package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the door to checkpoints promises, whatever database is behind it. */
abstract class CheckpointsContract extends TravellingCheckpointsContract {

    @Nested
    class Making {

        @Test
        void isToldAndListed() throws IOException {
            write("a/b", "12345");
            var made = checkpoints.make(BY, PROJECT, RUN, "before exec");

            assertThat(made.run()).isEqualTo(RUN);
            assertThat(made.actor()).isEqualTo("user-ana");
            assertThat(made.files()).isOne();
            assertThat(made.bytes()).isEqualTo(5);
            assertThat(events())
                    .endsWith(new CheckpointEvent.Made(made.id(), PROJECT, RUN, "before exec", made.tree(), 1, 5, 0));
            assertThat(checkpoints.find(OrgId.LOCAL, made.id())).isEqualTo(made);
            assertThat(checkpoints.leftOut(made)).isEmpty();
        }

        @Test
        void isPagedNewestFirst() {
            var made = IntStream.range(0, 5).mapToObj(it -> make("c" + it)).toList();
            var first = checkpoints.page(OrgId.LOCAL, PROJECT, Long.MAX_VALUE, 3);
            var rest = checkpoints.page(OrgId.LOCAL, PROJECT, first.getLast().seq(), 3);

            var all = new ArrayList<Checkpoint>();
            first.forEach(it -> all.add(it.checkpoint()));
            rest.forEach(it -> all.add(it.checkpoint()));
            assertThat(all).isEqualTo(made.reversed());
        }

        @Test
        void whenNothingChangedTheLastOneWillDo() throws IOException {
            write("a", "1");
            var first = checkpoints.present(BY, PROJECT, RUN, "one");
            assertThat(checkpoints.present(BY, PROJECT, RUN, "two")).isEqualTo(first);
            write("a", "2");
            var second = checkpoints.present(BY, PROJECT, RUN, "three");

            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(checkpoints.present(BY, PROJECT, RUN, "four")).isEqualTo(second);
            write("a", "1");
            assertThat(checkpoints.present(BY, PROJECT, RUN, "five").tree()).isEqualTo(first.tree());
        }

        @Test
        void survivesTheKernel() throws IOException {
            write("a", "1");
            var made = make("");
            write("a", "2");
            restart();

            assertThat(checkpoints.present(BY, PROJECT, null, "").tree()).isNotEqualTo(made.tree());
            checkpoints.restore(BY, made.id(), List.of());
            assertThat(folder.resolve("a")).hasContent("1");
            assertThat(checkpoints.present(BY, PROJECT, null, "").tree()).isEqualTo(made.tree());
        }

        @Test
        void isForOneAtATimeAndForAll() throws Exception {
            write("a", "1");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var all = threads.invokeAll(IntStream.range(0, 16)
                        .<Callable<Checkpoint>>mapToObj(it -> () -> checkpoints.present(BY, PROJECT, null, "" + it))
                        .toList());
                var ids = new ArrayList<CheckpointId>();
                for (var one : all) {
                    ids.add(one.get().id());
                }
                assertThat(ids).containsOnly(ids.getFirst());
            }
        }

        @Test
        void isSeenByAnotherKernelOnTheSameFolder() throws IOException {
            var shadows = Shadows.open(home, home, ids);
            var camera = new Camera(shadows, Checkpoints.Limits.DEFAULT, SystemClock.UTC);
            var table = new SqlCheckpoints(database());
            var other = new Checkpoints(
                    journal(), table, room.projects(), shadows, camera, new ProjectLocks(Duration.ofSeconds(1)), ids);
            var made = new ArrayList<Checkpoint>();
            for (int round = 0; round < 60; round++) {
                write("a", "content " + round);
                made.add((round % 2 == 0 ? checkpoints : other).make(BY, PROJECT, null, "by turns"));
            }
            for (int number : new int[] {0, 1, 30, 31, 58, 59}) {
                (number % 2 == 0 ? other : checkpoints)
                        .restore(BY, made.get(number).id(), List.of());
                assertThat(folder.resolve("a")).hasContent("content " + number);
            }
        }

        @Test
        void hundredsStayInFewFiles() throws IOException {
            var made = new ArrayList<Checkpoint>();
            for (int number = 0; number < 130; number++) {
                write("f" + number % 9, "content " + number);
                made.add(make("c" + number));
            }
            try (var files = Files.list(shadow())) {
                assertThat(files.count()).isLessThan(100);
            }
            for (int number : new int[] {0, 17, 64, 129}) {
                checkpoints.restore(BY, made.get(number).id(), List.of());
                assertThat(folder.resolve("f" + number % 9)).hasContent("content " + number);
            }
        }
    }

    @Nested
    class ABadDay {

        @Test
        void whatWasHalfWrittenDoesNotCount() throws IOException {
            write("a", "1");
            var made = make("");
            Files.writeString(shadow().resolve("pack-000007-ab-INSERT.pack"), "PACK but no index");
            Files.writeString(shadow().resolve("pack-000008-ab-INSERT.pack.new"), "PA");
            Files.writeString(shadow().resolve("pack-000008-ab-INSERT.idx.new"), "");
            write("a", "2");
            restart();
            make("later");
            checkpoints.restore(BY, made.id(), List.of());

            assertThat(folder.resolve("a")).hasContent("1");
            assertThat(shadow().resolve("pack-000007-ab-INSERT.pack")).doesNotExist();
        }

        @Test
        void aFullDiskIsSaidAndForgottenWhenThereIsRoom() throws IOException {
            write("a", "1");
            var first = make("");
            for (int number = 1; number < 9; number++) {
                var pack = pack().replaceFirst("\\d{6}", "%06d".formatted(number)) + ".new";
                Files.createSymbolicLink(shadow().resolve(pack), Path.of("/dev/full"));
            }
            write("a", "2");
            var before = events();

            refused(ErrorCode.UNAVAILABLE, () -> make("no room"));
            assertThat(events()).isEqualTo(before);
            restart();
            var second = make("room");
            checkpoints.restore(BY, first.id(), List.of());
            assertThat(folder.resolve("a")).hasContent("1");
            checkpoints.restore(BY, second.id(), List.of());
            assertThat(folder.resolve("a")).hasContent("2");
        }
    }

    @Nested
    class Telling {

        @Test
        void namesEveryPathAndShowsWhatChangedInText() throws IOException {
            write("same", "=");
            write("text", "one\ntwo\nthree\n");
            write("gone/file", "x\n");
            write("binary", "a\0b");
            write("run.sh", "#!/bin/sh\n");
            var from = make("from");
            write("text", "one\n2\nthree\n");
            Files.delete(folder.resolve("gone/file"));
            Files.delete(folder.resolve("gone"));
            write("binary", "a\0c");
            write("new/empty", "");
            Files.setPosixFilePermissions(folder.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
            var now = checkpoints.diff(from, 0, 100);
            var between = checkpoints.diff(from, make("to"), 0, 100);

            assertThat(now).isEqualTo(between);
            assertThat(now.total()).isEqualTo(7);
            assertThat(now.changes())
                    .extracting(it -> it.kind() + " " + it.path())
                    .containsExactly(
                            "MODIFIED binary",
                            "DELETED gone",
                            "DELETED gone/file",
                            "ADDED new",
                            "ADDED new/empty",
                            "MODE run.sh",
                            "MODIFIED text");
            assertThat(now.changes().getLast().patch()).isEqualTo(new Patch("""
                            --- a/text
                            +++ b/text
                            @@ -1,3 +1,3 @@
                             one
                            -two
                            +2
                             three
                            """, false));
            assertThat(patch(now.changes().get(2)).text()).contains("+++ /dev/null", "-x");
            assertThat(now.changes().getFirst().patch()).isNull();
            assertThat(now.changes().get(5).after()).isEqualTo(new Change.Side(Entry.Kind.FILE, 0755, 10));
        }

        @Test
        void goesPageByPage() throws IOException {
            var from = make("from");
            for (int number = 0; number < 5; number++) {
                write("f" + number, "1");
            }

            assertThat(checkpoints.diff(from, 3, 10).changes())
                    .extracting(Change::path)
                    .containsExactly("f3", "f4");
            assertThat(checkpoints.diff(from, 0, 2).changes())
                    .extracting(Change::path)
                    .containsExactly("f0", "f1");
            assertThat(checkpoints.diff(from, 9, 2)).isEqualTo(new Checkpoints.Diff(List.of(), 5));
        }

        @Test
        void aLongPatchIsCut() throws IOException {
            var from = make("from");
            write("long", "0123456789\n".repeat(20_000));
            write("longer", "0123456789\n".repeat(60_000));
            var changes = checkpoints.diff(from, 0, 10).changes();

            assertThat(patch(changes.getFirst()).cut()).isTrue();
            assertThat(patch(changes.getFirst()).text()).hasSizeLessThan(70_000);
            assertThat(changes.getLast().patch()).isNull();
        }

        @Test
        void comparesOnlyWhatBelongsTogether() {
            var other = room.projects().create(ANA, "Other", "");
            var there = checkpoints.make(BY, other.id(), null, "");

            refused(ErrorCode.INVALID, () -> checkpoints.diff(make(""), there, 0, 10));
        }
    }

    @Nested
    class Restoring {

        @Test
        void isItselfUndone() throws IOException {
            write("a", "1");
            write("gone/x", "1");
            var then = make("then");
            write("a", "2");
            Files.delete(folder.resolve("gone/x"));
            write("new/y", "2");
            var done = checkpoints.restore(BY, then.id(), List.of());

            assertThat(done.changed())
                    .extracting(it -> it.kind() + " " + it.path())
                    .containsExactly("MODIFIED a", "ADDED gone/x", "DELETED new", "DELETED new/y");
            assertThat(done.untouched()).isEmpty();
            assertThat(events().getLast())
                    .isEqualTo(new CheckpointEvent.Restored(
                            then.id(), PROJECT, done.before().id(), List.of(), 4));
            assertThat(checkpoints.present(BY, PROJECT, null, "").tree()).isEqualTo(then.tree());

            checkpoints.restore(BY, done.before().id(), List.of());
            assertThat(folder.resolve("a")).hasContent("2");
            assertThat(folder.resolve("new/y")).hasContent("2");
            assertThat(folder.resolve("gone/x")).doesNotExist();
        }

        @Test
        void ofSomePathsLeavesTheOthers() throws IOException {
            write("a", "1");
            write("deep/in/file", "1");
            write("deep/in/other", "1");
            write("ab", "1");
            var then = make("then");
            write("a", "2");
            write("ab", "2");
            Files.delete(folder.resolve("deep/in/file"));
            Files.delete(folder.resolve("deep/in/other"));
            Files.delete(folder.resolve("deep/in"));
            Files.delete(folder.resolve("deep"));
            write("b", "2");
            checkpoints.restore(BY, then.id(), List.of("/workspace/deep/in/file", "./b", "a"));

            assertThat(folder.resolve("deep/in/file")).hasContent("1");
            assertThat(folder.resolve("deep/in/other")).doesNotExist();
            assertThat(folder.resolve("a")).hasContent("1");
            assertThat(folder.resolve("b")).doesNotExist();
            assertThat(folder.resolve("ab")).hasContent("2");
        }

        @Test
        void refusesWhatIsNotThereOrOutside() throws IOException {
            write("a", "1");
            var then = make("then");

            refused(ErrorCode.NOT_FOUND, () -> checkpoints.restore(BY, then.id(), List.of("nothing")));
            refused(ErrorCode.PATH_DENIED, () -> checkpoints.restore(BY, then.id(), List.of("../x")));
            refused(ErrorCode.NOT_FOUND, () -> checkpoints.restore(BY, new CheckpointId("chk-none"), List.of()));
        }

        @Test
        void inAnotherProjectTakesACopy() throws IOException {
            write("a", "1");
            write("sub/b", "2");
            var then = make("then");
            var other = room.projects().create(ANA, "Other", "");
            var copy = checkpoints.copyTo(BY, then, other.id());

            assertThat(copy.tree()).isEqualTo(then.tree());
            assertThat(copy.files()).isEqualTo(2);
            assertThat(checkpoints.copyTo(BY, then, PROJECT).tree()).isEqualTo(then.tree());
            assertThat(home.resolve("projects/other/a")).doesNotExist();
            checkpoints.restore(BY, copy.id(), List.of());
            assertThat(home.resolve("projects/other/sub/b")).hasContent("2");
            try (var left = Files.list(home.resolve("checkpoints"))) {
                assertThat(left.map(it -> it.getFileName().toString()))
                        .containsExactlyInAnyOrder(PROJECT + ".git", other.id() + ".git");
            }
        }
    }
}
