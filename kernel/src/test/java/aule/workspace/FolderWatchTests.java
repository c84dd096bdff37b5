package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FolderWatchTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private Path root;
    private FolderWatch watch;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("root")).toRealPath();
        Files.createDirectories(root.resolve("a/b"));
        Files.createDirectories(root.resolve("node_modules/m"));
        Files.writeString(root.resolve(".gitignore"), "node_modules/\n");
        var workspace = new Workspace(new ProjectId("proj-x"), root, Beneath.of(root, OptionalInt.empty()));
        watch = FolderWatch.of(workspace);
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void aFileThatIsMadeChangedOrRemovedTouchesItsFolder() throws Exception {
        Files.writeString(root.resolve("a/b/x"), "1");
        assertThat(watch.next(LONG)).containsExactly("a/b");

        Files.writeString(root.resolve("a/b/x"), "2");
        assertThat(watch.next(LONG)).containsExactly("a/b");

        Files.delete(root.resolve("a/b/x"));
        assertThat(watch.next(LONG)).containsExactly("a/b");

        Files.writeString(root.resolve("top"), "1");
        assertThat(until("")).contains("");
    }

    @Test
    void aNewFolderIsWatchedFromThenOn() throws Exception {
        Files.createDirectories(root.resolve("new/deep"));
        assertThat(watch.next(LONG)).contains("");

        Files.writeString(root.resolve("new/deep/x"), "1");
        assertThat(until("new/deep")).contains("new/deep");
    }

    @Test
    void whatGitIgnoresIsNotWatched() throws Exception {
        Files.writeString(root.resolve("node_modules/m/x"), "1");
        Files.writeString(root.resolve("a/x"), "1");

        assertThat(watch.next(LONG)).containsExactly("a");
    }

    @Test
    void aLinkLeadsNoWatchOutside() throws Exception {
        var outside = Files.createDirectory(temp.resolve("outside"));
        Files.createSymbolicLink(root.resolve("a/out"), outside);
        assertThat(watch.next(LONG)).containsExactly("a");

        Files.writeString(outside.resolve("secret"), "1");
        Files.writeString(root.resolve("a/b/x"), "1");

        assertThat(until("a/b")).doesNotContain("a/out", "a/out/secret");
    }

    @Test
    void manyFoldersAreToldAsTheWhole() throws Exception {
        for (var number = 0; number < 60; number++) {
            Files.createDirectory(root.resolve("a/d" + number));
        }
        assertThat(until("a")).contains("a");
        var told = Set.<String>of();
        for (var round = 0; !told.contains(""); round++) {
            for (var number = 0; number < 60; number++) {
                Files.writeString(root.resolve("a/d" + number + "/x"), "round " + round);
            }
            told = watch.next(LONG);
        }

        assertThat(told).containsExactly("");
    }

    @Test
    void itIsOverWhenTheFolderIsGone() throws Exception {
        try (var all = Files.walk(root)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
        while (!watch.over()) {
            watch.next(Duration.ofSeconds(1));
        }

        assertThat(watch.over()).isTrue();
    }

    @Test
    void closingItEndsTheWait() throws Exception {
        var waiting = new FutureTask<>(() -> watch.next(LONG));
        Thread.ofVirtual().start(waiting);
        watch.close();

        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    private Set<String> until(String folder) throws InterruptedException {
        var all = new TreeSet<String>();
        while (!all.contains(folder)) {
            all.addAll(watch.next(LONG));
        }
        return all;
    }
}
