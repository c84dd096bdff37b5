package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ProjectId;
import aule.kernel.SystemClock;
import aule.testkit.CountingIds;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeping and restoring a whole workspace promises while others work in it. */
abstract class BusyStateContract {

    static final ProjectId PROJECT = new ProjectId("proj-1");

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

    static String describe(Path path) throws IOException {
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
}
