package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.workspace.Encoding;
import aule.workspace.Entry;
import aule.workspace.NumberedLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what is known of a file or folder without showing what is in it. */
final class Stat implements Tool {

    record Input(
            String path,
            @Describe("Also the content's hash.") @Nullable Boolean sha256) {}

    private static final int CHUNK = 64 * 1024;

    private static final Spec SPEC = new Spec(
                    new ToolName("stat"),
                    "Kind, size, mode, time, type, encoding and lines of a file.",
                    Input.class,
                    Effect.READ,
                    true,
                    Duration.ofSeconds(60))
            .neededSeldom();

    private final Desk.Room desks;

    Stat(Desk.Room desks) {
        this.desks = desks;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return new Named(List.of("path"), true);
    }

    @Override
    public Reach reach(Call call) {
        return Reach.path(call.as(Input.class).path());
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        var entry = desk.itself(input.path()).orElseThrow(() -> AuleException.notFound("file", input.path()));
        var facts = new ArrayList<String>();
        facts.add("path: " + (entry.path().isEmpty() ? "." : entry.path()));
        facts.add("kind: " + kind(entry));
        facts.add("mode: %03o".formatted(entry.mode()));
        facts.add("modified: " + entry.modified().truncatedTo(ChronoUnit.SECONDS));
        switch (entry.kind()) {
            case FILE -> file(desk, input, entry, facts);
            case DIR -> {
                facts.add("entries: %,d".formatted(desk.list(input.path(), true).size()));
                facts.add("files below: %,d".formatted(desk.count(input.path())));
            }
            case LINK -> facts.add("leads to: " + desk.link(input.path()));
            case OTHER -> {}
        }
        return Result.success(String.join("\n", facts));
    }

    private static String kind(Entry entry) {
        return switch (entry.kind()) {
            case FILE -> "file";
            case DIR -> "folder";
            case LINK -> "link";
            case OTHER -> "neither file nor folder";
        };
    }

    private static void file(Desk desk, Input input, Entry entry, List<String> facts) throws InterruptedException {
        facts.add("size: %,d bytes".formatted(entry.size()));
        facts.add("type: " + entry.mediaType());
        try {
            facts.addAll(text(desk, input.path()));
            if (Boolean.TRUE.equals(input.sha256())) {
                try (var content = desk.stream(input.path(), 0)) {
                    facts.add("sha256: " + hash(content));
                }
            }
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "'%s' could not be read to its end.".formatted(input.path()), e);
        }
    }

    private static List<String> text(Desk desk, String path) throws IOException, InterruptedException {
        try (var content = desk.stream(path, 0)) {
            var head = content.readNBytes(Encoding.HEAD);
            var encoding = Encoding.of(head, head.length < Encoding.HEAD);
            if (encoding.isEmpty()) {
                return List.of("encoding: none, it is binary");
            }
            var lines = new NumberedLines(encoding.get().reader(head, content));
            while (lines.next() != null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Counting the lines was stopped.");
                }
            }
            return List.of("encoding: " + encoding.get().label(), "lines: %,d".formatted(lines.number()));
        }
    }

    private static Sha256 hash(InputStream content) throws IOException, InterruptedException {
        var digest = Sha256.digest();
        var chunk = new byte[CHUNK];
        for (var count = content.read(chunk); count >= 0; count = content.read(chunk)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Hashing was stopped.");
            }
            digest.update(chunk, 0, count);
        }
        return Sha256.of(digest);
    }
}
