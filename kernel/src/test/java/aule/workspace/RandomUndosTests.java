package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.OrgId;
import aule.store.Database;
import aule.testkit.TempDatabase;
import aule.workspace.Undos.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Takes back long random sequences of whatever can be done to files, by calls and by hand. */
class RandomUndosTests extends WithUndos {

    private static final int ROUNDS = 6;
    private static final int DEEDS = 14;
    private static final List<String> NAMES = List.of("a", "b", "d/e", "d/f", "d/g/h", "x", "x/y", "z z", "é");
    private static final List<String> FILE_MODES = List.of("rw-r--r--", "rwxr-xr-x", "r--------", "rw-rw-rw-");
    private static final List<String> FOLDER_MODES = List.of("rwxr-xr-x", "rwx------", "r-xr-xr-x");

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace");
    }

    @TestFactory
    List<DynamicTest> aWholeRun() {
        return rounds(random -> {
            somethingIsThere(random);
            var before = tree();
            for (var deed = 0; deed < DEEDS; deed++) {
                call(() -> anything(random, NAMES));
            }
            var after = tree();
            if (before.equals(after)) {
                return;
            }
            var undone = undo(run());
            assertThat(undone.untouched()).isEmpty();
            assertThat(tree()).isEqualTo(before);
            var redone = redo(undone);
            assertThat(tree()).isEqualTo(after);
            redo(redone);
            assertThat(tree()).isEqualTo(before);
        });
    }

    @TestFactory
    List<DynamicTest> aWholeRunBesideWhatIsDoneByHand() {
        return rounds(random -> {
            somethingIsThere(random);
            var mine = List.of("hand/a", "hand/b/c", "hand/d");
            write("hand/first", "1");
            var before = tree();
            for (var deed = 0; deed < DEEDS; deed++) {
                call(() -> anything(random, NAMES));
                anything(random, mine);
            }
            var expected = new HashMap<>(before);
            expected.keySet().removeIf(it -> it.startsWith("hand"));
            tree().forEach((path, form) -> {
                if (path.startsWith("hand")) {
                    expected.put(path, form);
                }
            });
            if (!tree().equals(expected)) {
                undo(run());
            }
            assertThat(tree()).isEqualTo(expected);
        });
    }

    @TestFactory
    List<DynamicTest> oneCall() {
        return rounds(random -> {
            somethingIsThere(random);
            var trees = new ArrayList<Map<String, String>>();
            for (var deed = 0; deed < DEEDS; deed++) {
                trees.add(tree());
                call(() -> anything(random, NAMES));
            }
            for (var deed = DEEDS - 1; deed >= 0; deed--) {
                if (!tree().equals(trees.get(deed))) {
                    undo(one(work.get(deed)));
                }
                assertThat(tree()).isEqualTo(trees.get(deed));
            }
        });
    }

    @TestFactory
    List<DynamicTest> oneFile() {
        return rounds(random -> {
            somethingIsThere(random);
            var before = tree();
            for (var deed = 0; deed < DEEDS; deed++) {
                call(() -> anything(random, NAMES));
            }
            var after = tree();
            for (var name : NAMES) {
                var plan = room.undos().preview(OrgId.LOCAL, run(), new Wish(List.of(name), Map.of()));
                if (plan.changed() == 0 || plan.kept() > 0) {
                    continue;
                }
                var done = undo(run(), new Wish(List.of(name), Map.of()));
                assertThat(tree().get(name)).isEqualTo(before.get(name));
                assertThat(differing(after, tree())).allMatch(it -> it.startsWith(name) || name.startsWith(it + "/"));
                redo(done);
                assertThat(tree()).isEqualTo(after);
            }
        });
    }

    @TestFactory
    List<DynamicTest> whateverIsDoneInBetweenThePreviewIsTheResult() {
        return rounds(random -> {
            somethingIsThere(random);
            for (var deed = 0; deed < DEEDS; deed++) {
                call(() -> anything(random, NAMES));
                if (random.nextInt(3) == 0) {
                    anything(random, NAMES);
                }
            }
            var target = random.nextBoolean() ? run() : one(work.get(random.nextInt(work.size())));
            var before = tree();
            var plan = room.undos().preview(OrgId.LOCAL, target, Wish.ALL);
            if (plan.changed() == 0) {
                return;
            }
            var done = room.undos().make(BY, target, Wish.ALL, plan.token());
            assertThat(done.untouched()).isEmpty();
            assertThat(done.plan()).isEqualTo(plan);
            assertThat(differing(before, tree()))
                    .isEqualTo(new TreeSet<>(plan.items().stream()
                            .filter(it -> !it.stays())
                            .map(UndoPlan.Item::path)
                            .toList()));
            redo(done);
            assertThat(tree()).isEqualTo(before);
        });
    }

    private interface Round {
        void with(Random random) throws IOException;
    }

    private List<DynamicTest> rounds(Round round) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    work.clear();
                    for (var path : tree().keySet()) {
                        if (Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                            wipe(path);
                        }
                    }
                    round.with(new Random(seed));
                }))
                .toList();
    }

    private void somethingIsThere(Random random) throws IOException {
        for (var deed = 0; deed < DEEDS; deed++) {
            anything(random, NAMES);
        }
    }

    private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
        var all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        all.removeIf(it -> one.containsKey(it) && one.get(it).equals(other.get(it)));
        return all;
    }

    private void anything(Random random, List<String> names) throws IOException {
        var name = names.get(random.nextInt(names.size()));
        var path = folder.resolve(name);
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                put(name, "content %d%n".formatted(random.nextInt(5)).repeat(1 + random.nextInt(40)));
            case 3 -> wipe(name);
            case 4 -> permit(path, random);
            case 5 -> {
                wipe(name);
                room(name);
                Files.createDirectories(path);
            }
            case 6 -> {
                wipe(name);
                room(name);
                Files.createSymbolicLink(path, Path.of(names.get(random.nextInt(names.size()))));
            }
            default -> move(name, names.get(random.nextInt(names.size())));
        }
    }

    private void put(String name, String text) throws IOException {
        var path = folder.resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(path)) {
            wipe(name);
        }
        room(name);
        Files.writeString(path, text);
    }

    /** Makes folders of whatever is on the way. */
    private void room(String name) throws IOException {
        for (var at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
            var above = folder.resolve(name.substring(0, at));
            if (!Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                wipe(name.substring(0, at));
                Files.createDirectory(above);
            }
        }
    }

    private void move(String from, String to) throws IOException {
        if (!Files.exists(folder.resolve(from), LinkOption.NOFOLLOW_LINKS)
                || (to + "/").startsWith(from + "/")
                || (from + "/").startsWith(to + "/")) {
            return;
        }
        wipe(to);
        room(to);
        if (Files.exists(folder.resolve(from), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(folder.resolve(from), folder.resolve(to));
        }
    }

    private void wipe(String name) throws IOException {
        if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            delete(name);
        }
    }

    private static void permit(Path path, Random random) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path)) {
            var modes = Files.isDirectory(path) ? FOLDER_MODES : FILE_MODES;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(modes.get(random.nextInt(modes.size()))));
        }
    }
}
