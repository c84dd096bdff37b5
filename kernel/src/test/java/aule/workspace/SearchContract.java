package aule.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search of a folder promises on every ground. */
abstract class SearchContract {

    private static final Scope USUAL = new Scope(false, 1_000);
    private static final Scope ALL = new Scope(true, 1_000);

    @TempDir
    Path temp;

    private Path root;
    private Beneath beneath;

    abstract Ground ground(Path root) throws IOException;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(temp.resolve("root")).toRealPath();
        beneath = new Beneath(ground(root));
    }

    @Test
    void showsEachFolderBeforeItsContentsByName() throws IOException {
        write("b", "");
        write("a/y", "");
        write("a/x/z", "");

        assertThat(paths("", USUAL)).containsExactly("a", "a/x", "a/x/z", "a/y", "b");
        assertThat(paths("a/x", USUAL)).containsExactly("a/x/z");
        assertThat(paths("b", USUAL)).containsExactly("b");
    }

    @Test
    void seesLinksAndFollowsNone() throws IOException {
        write("d/x", "");
        Files.createSymbolicLink(root.resolve("l"), Path.of("d"));
        Files.createSymbolicLink(root.resolve("out"), temp);

        assertThat(paths("", ALL)).containsExactly("d", "d/x", "l", "out");
        assertThat(paths("l", ALL)).containsExactly("d/x");
        assertThatThrownBy(() -> paths("out", ALL)).isInstanceOf(AuleException.class);
        assertThatThrownBy(() -> paths("none", ALL)).hasMessageContaining("no file or folder 'none'");
    }

    @Test
    void theRulesOfANearerFolderDecide() throws IOException {
        write(".gitignore", "*.o\n# a comment\n\nbuild/\n!d/keep.o\ntrail   \nd/sub/*.c\n");
        write("a.o", "");
        write("build/x", "");
        write("d/keep.o", "");
        write("d/sub/a.c", "");
        write("d/sub/deep/a.c", "");
        write("d/.gitignore", "!b.o\n");
        write("d/b.o", "");
        write("file/build", "");
        write("trail", "");

        assertThat(paths("", USUAL))
                .containsExactly(
                        "d", "d/b.o", "d/keep.o", "d/sub", "d/sub/deep", "d/sub/deep/a.c", "file", "file/build");
        assertThat(paths("d/sub", USUAL)).containsExactly("d/sub/deep", "d/sub/deep/a.c");
        assertThat(paths("build", USUAL)).containsExactly("build/x");
    }

    @Test
    void rulesThatAreALinkAreNotRead() throws IOException {
        Files.writeString(temp.resolve("rules"), "a\n");
        Files.createSymbolicLink(root.resolve(".gitignore"), temp.resolve("rules"));
        write("a", "");

        assertThat(paths("", USUAL)).containsExactly("a");
    }

    @Test
    void stopsAtItsBoundAndWhenAsked() throws IOException {
        for (var number = 0; number < 5; number++) {
            write("f" + number, "");
        }
        var seen = new ArrayList<String>();

        assertThat(beneath.search(
                        "", new Scope(false, 3), it -> seen.add(it.entry().path())))
                .isFalse();
        assertThat(seen).containsExactly("f0", "f1", "f2");
        assertThat(beneath.search("", new Scope(false, 5), _ -> true)).isTrue();
        assertThat(beneath.search("", USUAL, _ -> false)).isFalse();
    }

    @Test
    void readsWhatItFindsAndNothingThatWasPutInItsPlace() throws IOException {
        Files.writeString(temp.resolve("secret"), "secret");
        write("a", "text");
        write("b", "text");
        write("c", "c".repeat(2 << 20));
        var texts = new ArrayList<String>();
        var first = new AtomicBoolean(true);

        beneath.search("", USUAL, found -> {
            if (first.getAndSet(false)) {
                swap("b");
            }
            found.open().ifPresent(it -> texts.add(text(it)));
            return true;
        });

        assertThat(texts).containsExactly("text", "c".repeat(2 << 20));
    }

    private void swap(String name) {
        try {
            Files.delete(root.resolve(name));
            Files.createSymbolicLink(root.resolve(name), temp.resolve("secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream content) {
        try (content) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> paths(String path, Scope scope) {
        var paths = new ArrayList<String>();
        assertThat(beneath.search(path, scope, it -> paths.add(it.entry().path())))
                .isTrue();
        return paths;
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }
}
