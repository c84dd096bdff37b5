package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operations on the text of files of {@code api/workspace.yaml}: reading, page by page, and writing. */
final class TextApi {

    static final int LARGEST = 1 << 20;

    /**
     * A file's text or a part of it.
     *
     * @param revision empty if this is not the whole file
     * @param nextOffset where the rest begins, null at the end
     */
    record FileContent(
            String path,
            String content,
            long size,
            String revision,
            boolean binary,
            boolean truncated,
            String mimeType,
            String encoding,
            long offset,
            @Nullable Long nextOffset) {}

    record WriteFile(
            String path,
            String content,
            @Nullable String revision,
            @Nullable String encoding) {}

    record Written(String path, long size, String revision) {}

    private final Projects projects;
    private final FileNews news;

    TextApi(Projects projects, FileNews news) {
        this.projects = projects;
        this.news = news;
    }

    Map<String, Handler> handlers() {
        return Map.of("readFile", this::read, "writeFile", this::write);
    }

    private Answer read(Call call) {
        var path = call.query("path").orElse("");
        var offset = call.query("offset").map(Long::valueOf).orElse(0L);
        var limit = call.query("limit").map(Integer::valueOf).orElse(LARGEST);
        var files = files(call);
        var stat = files.stat(path);
        if (offset == 0 && stat.size() <= limit) {
            return Answer.ok(whole(stat, files.read(path, 0, limit)));
        }
        var head = files.read(path, 0, Encoding.HEAD);
        return Answer.ok(Encoding.of(head, false)
                .map(it -> part(stat, files.read(path, offset, limit), it, offset))
                .orElseGet(() -> binary(stat, "")));
    }

    /** Looks at every byte, so that what is written back is what was read. */
    private static FileContent whole(Entry stat, byte[] bytes) {
        var revision = FileText.sha256(bytes);
        return Encoded.of(bytes)
                .map(it -> new FileContent(
                        stat.path(),
                        it.text(),
                        stat.size(),
                        revision,
                        false,
                        false,
                        stat.mediaType(),
                        it.encoding().wire(),
                        0,
                        null))
                .orElseGet(() -> binary(stat, revision));
    }

    private static FileContent part(Entry stat, byte[] bytes, Encoding encoding, long offset) {
        var last = offset + bytes.length >= stat.size();
        var span = Span.of(bytes, offset, encoding);
        return new FileContent(
                stat.path(),
                span.text(),
                stat.size(),
                "",
                false,
                true,
                stat.mediaType(),
                encoding.wire(),
                span.start(),
                last ? null : span.end());
    }

    private static FileContent binary(Entry stat, String revision) {
        return new FileContent(stat.path(), "", stat.size(), revision, true, false, stat.mediaType(), "", 0, null);
    }

    private Answer write(Call call) {
        var wanted = call.body(WriteFile.class);
        var files = files(call);
        var before = files.find(wanted.path());
        checkRevision(files, wanted, before);
        var encoding =
                Optional.ofNullable(wanted.encoding()).map(Encoding::named).orElse(Encoding.UTF_8);
        var bytes = new Encoded(wanted.content(), encoding).bytes(wanted.path());
        files.writeAtomically(wanted.path(), bytes);
        news.changed(call, wanted.path(), before.isPresent() ? "modified" : "created", bytes.length);
        return Answer.ok(new Written(wanted.path(), bytes.length, FileText.sha256(bytes)));
    }

    private static void checkRevision(Beneath files, WriteFile wanted, Optional<Entry> before) {
        if (wanted.revision() == null) {
            return;
        }
        var now = before.isEmpty() ? "" : revision(files, wanted.path());
        if (!now.equals(wanted.revision())) {
            throw new AuleException(
                    ErrorCode.STALE_REVISION,
                    "'%s' was changed since you read it; load it again or write without a revision to replace it."
                            .formatted(wanted.path()));
        }
    }

    private static String revision(Beneath files, String path) {
        try (var content = files.stream(path, 0)) {
            return FileText.sha256(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Beneath files(Call call) {
        return projects.workspace(call.principal().org(), new ProjectId(call.path("id")))
                .files();
    }
}
