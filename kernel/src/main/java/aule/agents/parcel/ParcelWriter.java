package aule.agents.parcel;

import aule.journal.EventJson;
import aule.kernel.Envelope;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.schema.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs runs, the same always into the same bytes. */
final class ParcelWriter implements AutoCloseable {

    /** Writes one part. */
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final ZipOutputStream zip;
    private final EventJson events = new EventJson();
    private final List<Manifest.Part> parts = new ArrayList<>();

    ParcelWriter(OutputStream out) {
        zip = new ZipOutputStream(new Sealing(out));
        zip.setComment(Sealing.COMMENT);
    }

    void run(RunId id, List<Envelope> history, Context context) throws IOException {
        part(Parcel.events(id), out -> {
            for (var event : history) {
                out.write(line(event));
            }
        });
        part(Parcel.context(id), out -> out.write(Json.wire().writeValueAsBytes(context)));
    }

    private byte[] line(Envelope event) {
        var line = Json.wire().createObjectNode();
        line.put("seq", event.seq());
        line.put("id", event.id().toString());
        line.put("position", event.position());
        line.put("version", event.version());
        line.put("actor", event.actor());
        line.put("correlation", event.correlation());
        line.put("causation", event.causation());
        line.put("at", event.at().toString());
        line.set("body", Json.wire().readTree(events.write(event.body())));
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    void part(String path, Content content) throws IOException {
        begin(path);
        var counted = new Counted(zip);
        var digest = Sha256.digest();
        var out = new DigestOutputStream(counted, digest);
        content.write(out);
        out.flush();
        zip.closeEntry();
        parts.add(new Manifest.Part(path, counted.bytes(), Sha256.of(digest)));
    }

    private void begin(String path) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    /** Says what is in the parcel, and seals it. */
    void seal(RunId root, Instant takenAt, List<Manifest.Entry> runs) throws IOException {
        begin(Parcel.MANIFEST);
        var manifest = new Manifest(Manifest.FORMAT, Manifest.VERSION, root, takenAt, runs, parts);
        zip.write(Json.wire().writeValueAsBytes(manifest));
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Counts what passes. */
    private static final class Counted extends OutputStream {

        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] content, int offset, int length) throws IOException {
            out.write(content, offset, length);
            bytes += length;
        }

        long bytes() {
            return bytes;
        }
    }
}
