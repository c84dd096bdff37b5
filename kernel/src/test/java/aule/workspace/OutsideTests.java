package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OutsideTests {

    private static final Path TOP = Path.of("/");

    @TempDir
    Path temp;

    private Path world;
    private Path home;
    private Outside outside;

    @BeforeEach
    void open() throws IOException {
        world = Files.createDirectory(temp.toRealPath().resolve("world"));
        home = Files.createDirectory(temp.toRealPath().resolve("home"));
        Files.writeString(world.resolve("file"), "content");
        outside = Outside.of(List.of(home), world);
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(AuleException.class).isThrownBy(call).returns(code, AuleException::code);
    }

    @Nested
    class ARealPath {

        @Test
        void beginsWhereARelativeOneDoes() {
            assertThat(outside.real("../file", world.resolve("project"), false)).isEqualTo(world.resolve("file"));
            assertThat(outside.real("..\\file", world.resolve("project"), false))
                    .isEqualTo(world.resolve("file"));
            assertThat(outside.real("~/a/../file", home, false)).isEqualTo(world.resolve("file"));
            assertThat(outside.real("~", home, false)).isEqualTo(world);
        }

        @Test
        void goesThroughEveryLinkAndKeepsWhatIsMissing() throws IOException {
            Files.createDirectories(world.resolve("a/b"));
            Files.createSymbolicLink(world.resolve("one"), Path.of("a"));
            Files.createSymbolicLink(world.resolve("two"), world.resolve("one/b"));

            assertThat(outside.real(world + "/two/x/y", home, false)).isEqualTo(world.resolve("a/b/x/y"));
        }

        @Test
        void stopsAtALinkThatIsMeantItself() throws IOException {
            Files.createSymbolicLink(world.resolve("link"), world.resolve("file"));

            assertThat(outside.real(world + "/link", home, true)).isEqualTo(world.resolve("link"));
            assertThat(outside.real(world + "/link", home, false)).isEqualTo(world.resolve("file"));
        }

        @Test
        void isNotThereForWhatNamesNoPlace() throws IOException {
            Files.createSymbolicLink(world.resolve("nowhere"), world.resolve("gone"));
            Files.createSymbolicLink(world.resolve("round"), world.resolve("round"));

            for (var path : List.of("C:\\x", "/a\0b", world + "/nowhere", world + "/nowhere/x")) {
                refused(ErrorCode.INVALID, () -> outside.real(path, home, false));
            }
            refused(ErrorCode.UNAVAILABLE, () -> outside.real(world + "/round", home, false));
        }
    }

    @Nested
    class AClosedPlace {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/proc/self/environ",
                    "/sys",
                    "/dev/sda",
                    "/run/secrets/token",
                    "/etc/shadow",
                    "/etc/ssh/ssh_host_rsa_key",
                    "/home/ana/.ssh/id_rsa",
                    "/home/ana/.SSH/id_rsa",
                    "/home/ana/.netrc",
                    "/home/ana/.config/gcloud/credentials.db",
                    "/srv/.aule/vault.key",
                    "/a\0b",
                })
        void holdsKeysOrTheMachine(String path) {
            assertThat(outside.isClosed(path, false)).isTrue();
            refused(ErrorCode.PATH_DENIED, () -> outside.files(path, false));
        }

        @Test
        void isTheKernelsOwnHomeByAnyName() throws IOException {
            var link = Files.createSymbolicLink(temp.resolve("named"), home);
            var named = Outside.of(List.of(world, link), temp);

            assertThat(named.isClosed(home + "/aule.db", false)).isTrue();
            assertThat(named.isClosed(home.toString(), false)).isTrue();
            assertThat(named.isClosed(world + "/owner.token", false)).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"/etc", "/", "/etc/ssl"})
        void keepsWhatIsAboveItFromChanges(String path) {
            assertThat(outside.isClosed(path, false)).isFalse();
            assertThat(outside.isClosed(path, true)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"/etc/hosts", "/home/ana/Documents/x", "/process", "/home/ana/my.ssh/x", "/var/lib"})
        void isNotEverywhere(String path) {
            assertThat(outside.isClosed(path, true)).isFalse();
        }
    }

    @Nested
    class WithTheSystemsOwnWalls extends TheDoor {

        @Override
        Ground ground() {
            Assumptions.assumeTrue(OpenatGround.works(TOP), "Skipped: this system has no openat2.");
            return new OpenatGround(TOP, OptionalInt.empty());
        }
    }

    @Nested
    class WithJavasOwnMeans extends TheDoor {

        @Override
        Ground ground() {
            return new StreamGround(TOP, OptionalInt.empty());
        }
    }

    /** What the straight door promises on every ground. */
    abstract class TheDoor {

        abstract Ground ground();

        private Beneath door() {
            return Beneath.straight(ground());
        }

        @Test
        void callsEverythingByItsAbsolutePath() {
            door().writeAtomically(world + "/a/b", "x".getBytes(UTF_8));

            assertThat(world.resolve("a/b")).hasContent("x");
            assertThat(door().name(world + "/a")).isEqualTo(world + "/a");
            assertThat(door().stat(world + "/a/b").path()).isEqualTo(world + "/a/b");
            assertThat(door().list(world.toString(), true))
                    .extracting(Entry::path)
                    .containsExactly(world + "/a", world + "/file");
            assertThat(door().walk(world + "/a", 10, true))
                    .extracting(Entry::path)
                    .containsExactly(world + "/a/b");
        }

        @Test
        void passesNoLink() throws IOException {
            Files.createSymbolicLink(world.resolve("absolute"), home);
            Files.createSymbolicLink(world.resolve("relative"), Path.of("../home"));
            Files.createSymbolicLink(world.resolve("end"), world.resolve("file"));
            Files.writeString(home.resolve("secret"), "secret");

            for (var path : List.of("/absolute/secret", "/relative/secret", "/end")) {
                refused(ErrorCode.PATH_DENIED, () -> door().read(world + path, 0, 10));
                refused(ErrorCode.PATH_DENIED, () -> door().append(world + path, new byte[1]));
                refused(ErrorCode.PATH_DENIED, () -> door().writeAtomically(world + path, new byte[1]));
            }
            assertThat(door().stat(world + "/end").kind()).isEqualTo(Entry.Kind.LINK);
            refused(ErrorCode.PATH_DENIED, () -> door().find(world + "/absolute/secret"));
            refused(ErrorCode.PATH_DENIED, () -> door().list(world + "/absolute", true));
            refused(ErrorCode.PATH_DENIED, () -> door().delete(world + "/relative/secret", false));
            refused(ErrorCode.PATH_DENIED, () -> door().move(world + "/file", world + "/relative/x"));
            assertThat(home.resolve("secret")).hasContent("secret");
            assertThat(world.resolve("file")).hasContent("content");
        }

        @Test
        void takesPlainPathsOnly() {
            for (var path : List.of("file", "~/x", world + "/./file", world + "/../home", world + "//file", "")) {
                assertThatExceptionOfType(AuleException.class).isThrownBy(() -> door().find(path));
            }
            refused(ErrorCode.NOT_FOUND, () -> door().stat(world + "/gone"));
        }

        @Test
        void takesAFileNameAsItIs() throws IOException {
            Files.writeString(world.resolve("a\\b"), "backslash");

            assertThat(new String(door().read(world + "/a\\b", 0, 20), UTF_8)).isEqualTo("backslash");
        }
    }
}
