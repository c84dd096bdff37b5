package aule.agents.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.Sha256;
import aule.schema.Json;
import aule.testkit.AgentsHome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they say. */
class ParcelReaderTests {

    private static byte[] file = {};

    private final ParcelReader reader = new ParcelReader(OrgId.LOCAL);

    @BeforeAll
    static void packs(@TempDir Path folder) {
        try (var home = AgentsHome.open(folder, ParcelTests.writing())) {
            var run = home.ended(home.start("write one"));
            file = home.bytes("/v1/runs/%s/export".formatted(run.id()));
        }
    }

    private void refused(byte[] archive, ErrorCode code, String sentence) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> reader.read(archive))
                .withMessageContaining(sentence)
                .returns(code, AuleException::code);
    }

    /** The file with other parts, sealed as if it were genuine. */
    private static byte[] forged(Consumer<Map<String, byte[]>> change) throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        change.accept(parts);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(new Sealing(out))) {
            zip.setComment(Sealing.COMMENT);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /** The manifest fitted to what is there now. */
    private static void refit(Map<String, byte[]> parts) {
        var manifest = Json.wire().readValue(parts.get(Parcel.MANIFEST), Manifest.class);
        var now = new ArrayList<Manifest.Part>();
        parts.forEach((name, bytes) -> {
            if (!name.equals(Parcel.MANIFEST)) {
                now.add(new Manifest.Part(name, bytes.length, Sha256.of(bytes)));
            }
        });
        var fitted = new Manifest(
                manifest.format(), manifest.version(), manifest.root(), manifest.takenAt(), manifest.runs(), now);
        parts.put(Parcel.MANIFEST, Json.wire().writeValueAsBytes(fitted));
    }

    private static void edit(Map<String, byte[]> parts, String suffix, String from, String to) {
        var name = parts.keySet().stream()
                .filter(it -> it.endsWith(suffix))
                .findFirst()
                .orElseThrow();
        var text = new String(parts.get(name), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        parts.put(name, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneChangedByteAnywhereIsSeen() {
        assertThat(reader.read(file).runs()).hasSize(1);
        var random = RandomGenerator.of("L64X128MixRandom");
        for (var round = 0; round < 500; round++) {
            var place = round < 100 ? file.length - 1 - round : random.nextInt(file.length);
            var changed = file.clone();
            changed[place] ^= (byte) (1 << random.nextInt(8));
            refused(changed, ErrorCode.INVALID, "was changed since it was exported");
        }
        for (var length : new int[] {0, 1, 63, 64, 65, file.length - 1}) {
            refused(Arrays.copyOf(file, length), ErrorCode.INVALID, "no file of a run");
        }
    }

    @Test
    void aPartThatIsNotWhatTheManifestSaysIsSeen() throws IOException {
        refused(
                forged(parts -> edit(parts, "events.jsonl", "write one", "write two")),
                ErrorCode.INVALID,
                "is missing or was changed");
        refused(
                forged(parts -> parts.keySet().removeIf(it -> it.endsWith("context.json"))),
                ErrorCode.INVALID,
                "is missing or was changed");
        refused(forged(parts -> parts.put("more.txt", new byte[1])), ErrorCode.INVALID, "does not hold what");
        refused(forged(parts -> parts.remove(Parcel.MANIFEST)), ErrorCode.INVALID, "has no manifest");
    }

    @Test
    void anOutputThatNoRunNamesIsNotTakenIn() throws IOException {
        for (var name : new String[] {"outputs/" + Sha256.of(new byte[1]).hex(), "outputs/../../x"}) {
            refused(
                    forged(parts -> {
                        parts.put(name, new byte[1]);
                        refit(parts);
                    }),
                    ErrorCode.INVALID,
                    "output that belongs to no run");
        }
    }

    @Test
    void namesThatLeadElsewhereBelongToNoRun() throws IOException {
        for (var name :
                new String[] {"../../etc/passwd", "/etc/passwd", "runs/../../x", "C:\\x", "runs/run-x/events.jsonl"}) {
            refused(
                    forged(parts -> {
                        parts.put(name, new byte[1]);
                        refit(parts);
                    }),
                    ErrorCode.INVALID,
                    "belongs to no run");
        }
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        refused(forged(parts -> parts.put("zeros", new byte[64 << 20])), ErrorCode.TOO_LARGE, "holds more than a run");
        refused(
                forged(parts -> {
                    for (var number = 0; number < 5_000; number++) {
                        parts.put("part-" + number, new byte[0]);
                    }
                }),
                ErrorCode.TOO_LARGE,
                "holds more than a run");
    }

    @Test
    void aStoryThatCannotHaveHappenedIsNotBelieved() throws IOException {
        refused(
                forged(parts -> {
                    edit(parts, "events.jsonl", "\"type\":\"run.completed\"", "\"type\":\"run.started\"");
                    refit(parts);
                }),
                ErrorCode.INVALID,
                "");
        refused(
                forged(parts -> {
                    edit(parts, "events.jsonl", "\"position\":3", "\"position\":1");
                    refit(parts);
                }),
                ErrorCode.INVALID,
                "does not hold together");
        refused(
                forged(parts -> {
                    edit(parts, "events.jsonl", "\"type\":\"tool.called\"", "\"type\":\"tool.melted\"");
                    refit(parts);
                }),
                ErrorCode.INVALID,
                "is broken inside");
        refused(
                forged(parts -> edit(parts, Parcel.MANIFEST, "\"version\":1", "\"version\":2")),
                ErrorCode.INVALID,
                "is of version 2");
    }

    @Test
    void whatNobodyKnowsYetIsReadOver() throws IOException {
        var later = forged(parts -> {
            edit(parts, "events.jsonl", "\"type\":\"run.started\"", "\"type\":\"run.started\",\"mood\":\"fine\"");
            refit(parts);
        });
        assertThat(reader.read(later).runs()).hasSize(1);
    }
}
