package aule.agents.parcel;

import aule.agents.RunState;
import aule.agents.parcel.Parcel.Packed;
import aule.journal.EventJson;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.StreamId;
import aule.kernel.WholeOutput;
import aule.schema.Json;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Unpacks a parcel that anybody may have made: nothing of it is believed before it is checked, nothing is written by a
 * name that it gives, and it can neither be larger nor hold more than is reasonable.
 */
final class ParcelReader {

    private static final int MOST_PARTS = 4_000;
    private static final long LARGEST = 256L << 20;
    private static final long ALWAYS = 48L << 20;
    private static final int DENSEST = 200;
    private static final int MOST_EVENTS = 200_000;

    private final EventJson events = new EventJson();
    private final OrgId org;

    ParcelReader(OrgId org) {
        this.org = org;
    }

    /**
     * What a stranger's file does to whoever reads it is the file's fault.
     *
     * @throws AuleException with {@code INVALID} if a byte was changed or something is missing, {@code TOO_LARGE}
     */
    Parcel read(byte[] archive) {
        Sealing.check(archive);
        try {
            return unpacked(archive);
        } catch (AuleException known) {
            throw known.code() == ErrorCode.INVALID || known.code() == ErrorCode.TOO_LARGE
                    ? known
                    : invalid("tells a story that does not hold together", known);
        } catch (IOException | RuntimeException broken) {
            throw invalid("is broken inside", broken);
        }
    }

    private Parcel unpacked(byte[] archive) throws IOException {
        var parts = parts(archive);
        var manifest = manifest(parts);
        check(manifest, parts);
        var runs = new LinkedHashMap<RunId, Packed>();
        for (var entry : manifest.runs()) {
            runs.put(entry.id(), packed(entry, parts));
        }
        return new Parcel(manifest, runs, outputs(parts, runs));
    }

    /** Nothing comes along but what an event names by its hash. */
    private static Map<Sha256, byte[]> outputs(Map<String, byte[]> parts, Map<RunId, Packed> runs) {
        var outputs = new HashMap<Sha256, byte[]>();
        for (var run : runs.values()) {
            WholeOutputs.named(run.events()).map(WholeOutput::sha256).forEach(content -> {
                var bytes = parts.get(Parcel.output(content));
                if (bytes != null && Sha256.of(bytes).equals(content)) {
                    outputs.put(content, bytes);
                }
            });
        }
        if (outputs.size() != parts.keySet().stream().filter(Parcel::isOutput).count()) {
            throw invalid("holds an output that belongs to no run", null);
        }
        return outputs;
    }

    private static Map<String, byte[]> parts(byte[] archive) throws IOException {
        var parts = new HashMap<String, byte[]>();
        var left = Math.min(LARGEST, Math.max(ALWAYS, archive.length * (long) DENSEST));
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
                left -= content.length;
                if (left < 0 || parts.size() == MOST_PARTS) {
                    throw new AuleException(
                            ErrorCode.TOO_LARGE, "The file holds more than a run does; it is not unpacked.");
                }
                if (parts.put(entry.getName(), content) != null) {
                    throw invalid("holds '%s' twice".formatted(clip(entry.getName())), null);
                }
            }
        }
        return parts;
    }

    private static Manifest manifest(Map<String, byte[]> parts) {
        var bytes = parts.remove(Parcel.MANIFEST);
        if (bytes == null) {
            throw invalid("has no manifest", null);
        }
        var manifest = Json.wire().readValue(bytes, Manifest.class);
        if (!Manifest.FORMAT.equals(manifest.format()) || manifest.version() != Manifest.VERSION) {
            throw invalid(
                    "is of version %d, and this kernel reads version %d; update it"
                            .formatted(manifest.version(), Manifest.VERSION),
                    null);
        }
        return manifest;
    }

    /** Every part is named once, is what its hash says, and belongs to a run; and nothing else is there. */
    private static void check(Manifest manifest, Map<String, byte[]> parts) {
        var expected = new ArrayList<String>();
        for (var run : manifest.runs()) {
            expected.add(Parcel.events(run.id()));
            expected.add(Parcel.context(run.id()));
        }
        for (var part : manifest.parts()) {
            var bytes = parts.get(part.path());
            if (bytes == null
                    || bytes.length != part.bytes()
                    || !Sha256.of(bytes).equals(part.sha256())) {
                throw invalid("has a part that is missing or was changed: '%s'".formatted(clip(part.path())), null);
            }
            if (!expected.remove(part.path()) && !Parcel.isOutput(part.path())) {
                throw invalid("holds '%s', which belongs to no run".formatted(clip(part.path())), null);
            }
        }
        var named =
                manifest.parts().stream().map(Manifest.Part::path).distinct().count();
        if (!expected.isEmpty() || named != parts.size() || manifest.runs().isEmpty()) {
            throw invalid("does not hold what its manifest says", null);
        }
        if (!manifest.runs().getFirst().id().equals(manifest.root())) {
            throw invalid("does not begin with the run that it is about", null);
        }
    }

    private Packed packed(Manifest.Entry entry, Map<String, byte[]> parts) {
        var lines = Objects.requireNonNull(parts.get(Parcel.events(entry.id())));
        var history = new ArrayList<Envelope>();
        for (var line : new String(lines, StandardCharsets.UTF_8).lines().toList()) {
            history.add(event(entry.id(), Json.wire().readTree(line)));
        }
        if (history.isEmpty() || history.size() != entry.events() || history.size() > MOST_EVENTS) {
            throw invalid("does not hold the %,d events of %s".formatted(entry.events(), entry.id()), null);
        }
        var state = RunState.of(history);
        if (!state.id().equals(entry.id()) || state.status() != entry.status() || !inOrder(history)) {
            throw invalid("tells a story of %s that does not hold together".formatted(entry.id()), null);
        }
        var context = Objects.requireNonNull(parts.get(Parcel.context(entry.id())));
        return new Packed(history, Json.wire().readValue(context, Context.class));
    }

    private static boolean inOrder(List<Envelope> history) {
        for (var index = 1; index < history.size(); index++) {
            if (history.get(index).position() <= history.get(index - 1).position()) {
                return false;
            }
        }
        return true;
    }

    private Envelope event(RunId run, JsonNode line) {
        var body = events.read(line.path("body").toString());
        return new Envelope(
                line.path("seq").asLong(),
                UUID.fromString(line.path("id").asString()),
                org,
                null,
                StreamId.of(run),
                line.path("position").asLong(),
                Objects.requireNonNull(body.getClass().getAnnotation(JsonTypeName.class))
                        .value(),
                line.path("version").asInt(),
                line.path("actor").asString(),
                line.path("correlation").asString(),
                line.path("causation").isString() ? line.path("causation").asString() : null,
                Instant.parse(line.path("at").asString()),
                body);
    }

    private static AuleException invalid(String what, @Nullable Exception cause) {
        var sentence = "The file %s; export the run again.".formatted(what);
        return cause == null
                ? new AuleException(ErrorCode.INVALID, sentence)
                : new AuleException(ErrorCode.INVALID, sentence, cause);
    }

    private static String clip(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "…";
    }
}
