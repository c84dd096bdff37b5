package aule.models.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import aule.models.gguf.GgufFolder.Found;
import aule.testkit.TinyGguf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFolderTests {

    private static final byte[] TINY = TinyGguf.babbling(1);

    @TempDir
    Path place;

    private GgufFolder folder;

    @BeforeEach
    void open() {
        folder = new GgufFolder(place);
    }

    private Found only() {
        assertThat(folder.look()).hasSize(1);
        return folder.look().getFirst();
    }

    private String fault() {
        return ((Found.Broken) only()).fault();
    }

    private Found.Usable usable(String name) {
        return (Found.Usable) folder.look(name).orElseThrow();
    }

    @Nested
    class Heads {

        @Test
        void aModelIsKnownByItsHead() {
            TinyGguf.drop(place, "tiny.gguf", TINY);

            assertThat(usable("tiny").header())
                    .isEqualTo(new GgufHeader("llama", "Tiny", TinyGguf.CONTEXT, 115_392, true, true));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 3, 8, 23, 24, 40, 200, 3000, 9000})
        void aFileCutOffInItsHeadIsBrokenWhereverItEnds(int length) {
            TinyGguf.drop(place, "tiny.gguf", Arrays.copyOf(TINY, length));

            assertThat(fault()).containsAnyOf("is not a GGUF file", "is cut off");
        }

        @Test
        void aFileCutOffInItsWeightsIsBroken() {
            TinyGguf.drop(place, "tiny.gguf", Arrays.copyOf(TINY, TINY.length - 80_000));

            assertThat(fault())
                    .isEqualTo("is cut off: its weights end after the %d bytes that are there"
                            .formatted(TINY.length - 80_000));
        }

        @Test
        void whatIsNoModelIsSaidToBeNone() {
            TinyGguf.drop(
                    place, "page.gguf", "<html>Not found. Please sign in.</html>".getBytes(StandardCharsets.UTF_8));

            assertThat(fault()).isEqualTo("is not a GGUF file");
        }

        @Test
        void anotherVersionOfTheFormatIsNamed() {
            var old = TINY.clone();
            old[4] = 1;
            TinyGguf.drop(place, "old.gguf", old);

            assertThat(fault()).contains("version 1");
        }

        /** The places in a head at which lengths stand: tensors, entries, the first key and its value. */
        @ParameterizedTest
        @CsvSource({"8", "16", "24", "56"})
        void aLengthThatCannotBeIsNotBelieved(int at) {
            for (var length : List.of(Long.MAX_VALUE, -1L, 1L << 40, 1L << 31)) {
                var bytes = TINY.clone();
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, length);
                TinyGguf.drop(place, "tiny.gguf", bytes);

                assertThat(fault()).containsAnyOf("damaged head", "is cut off");
            }
        }

        @Test
        void noiseIsRefusedInASentenceWhateverItSays() throws IOException {
            var random = new Random(42);
            for (var round = 0; round < 500; round++) {
                var bytes = Arrays.copyOf(TINY, 16_384);
                for (var damage = 0; damage < 12; damage++) {
                    bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
                }
                var file = Files.write(place.resolve("noise.gguf"), bytes);
                try {
                    GgufHeader.read(file);
                } catch (IOException refused) {
                    assertThat(refused.getMessage()).matches("(is|has) .+");
                }
            }
        }
    }

    @Nested
    class Dropping {

        @Test
        void aFolderThatIsNotThereHasNoModels() {
            assertThat(new GgufFolder(place.resolve("none")).look()).isEmpty();
        }

        @Test
        void modelsAreSeenWhenTheyAreDroppedAndGoneWhenTheyAreTakenAway() throws IOException {
            assertThat(folder.look()).isEmpty();
            TinyGguf.drop(place, "b.gguf", TINY);
            TinyGguf.drop(place, "a.gguf", TINY);
            assertThat(folder.look()).extracting(Found::name).containsExactly("a", "b");

            Files.delete(place.resolve("a.gguf"));
            assertThat(folder.look()).extracting(Found::name).containsExactly("b");
        }

        @Test
        void aFileThatIsReplacedIsReadAgain() {
            TinyGguf.drop(place, "tiny.gguf", new byte[100]);
            assertThat(only()).isInstanceOf(Found.Broken.class);

            TinyGguf.drop(place, "tiny.gguf", TINY);
            assertThat(only()).isInstanceOf(Found.Usable.class);
        }

        @Test
        void aModelInSeveralFilesIsOne() {
            TinyGguf.drop(place, "large-00001-of-00002.gguf", TINY);
            TinyGguf.drop(place, "large-00002-of-00002.gguf", TINY);

            assertThat(only().name()).isEqualTo("large");
            assertThat(only().file()).isEqualTo(place.resolve("large-00001-of-00002.gguf"));
        }

        @Test
        void whatCannotChatIsNotListed() {
            TinyGguf.drop(place, "mmproj.gguf", TinyGguf.foreign("clip"));
            TinyGguf.drop(place, "notes.txt", new byte[1]);

            assertThat(folder.look()).isEmpty();
        }
    }

    @Nested
    class Settings {

        private void settings(String name, String yaml) throws IOException {
            Files.writeString(place.resolve(name), yaml);
        }

        @Test
        void withoutSettingsTheModelsOwnWindowIsBounded() {
            TinyGguf.drop(place, "tiny.gguf", TINY);
            var tiny = usable("tiny");
            var load = tiny.settings().load(tiny.file(), tiny.header());

            assertThat(load.context()).isEqualTo(16_384);
            assertThat(load.threads()).isPositive();
            assertThat(load.gpuLayers()).isNull();
            assertThat(load.idleMillis()).isEqualTo(300_000);
        }

        @Test
        void aPersonSaysHowAModelIsRun() throws IOException {
            TinyGguf.drop(place, "tiny.gguf", TINY);
            settings("tiny.yaml", "threads: 3\ncontext: 512\ngpu_layers: 20\nidle_seconds: 60\n");
            var tiny = usable("tiny");

            assertThat(tiny.settings().load(tiny.file(), tiny.header()))
                    .isEqualTo(new Frame.Load(place.resolve("tiny.gguf").toString(), 3, 512, 20, 60_000, true));
        }

        @Test
        void settingsCanNameAFileSomewhereElse(@TempDir Path elsewhere) throws IOException {
            var file = TinyGguf.drop(elsewhere, "x.gguf", TINY);
            settings("mine.yaml", "file: " + file + "\n");

            assertThat(usable("mine").file()).isEqualTo(file);
            Files.delete(file);
            assertThat(fault()).isEqualTo("is not there");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "threads: 0 | threads is 0 and must be between 1 and 512",
                    "context: 9999999 | context is 9999999",
                    "gpu_layers: -1 | gpu_layers is -1",
                    "idle_seconds: 0 | idle_seconds is 0",
                    "treads: 4 | treads",
                    "threads: many | many",
                    "'threads: [1' | tiny.yaml",
                })
        void settingsThatCannotBeUsedAreNamed(String yaml, String named) throws IOException {
            TinyGguf.drop(place, "tiny.gguf", TINY);
            settings("tiny.yaml", yaml);

            assertThat(fault()).startsWith("has unusable settings in tiny.yaml").contains(named);
        }
    }
}
