package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.Principal;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operations on files of {@code api/workspace.yaml}. */
final class FilesApi {

    static final int LARGEST_TEXT = 1 << 20;

    /** What a raw file may do in the browser that shows it: nothing but be seen. */
    private static final String HARMLESS =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    record Folder(String path, List<EntryView> entries, int count) {}

    record EntryView(String name, String path, String kind, long size, Instant modifiedAt) {}

    record FileContent(
            String path,
            String content,
            long size,
            String revision,
            boolean binary,
            boolean truncated,
            String mimeType) {}

    record WriteFile(String path, String content, @Nullable String revision) {}

    record Written(String path, long size, String revision) {}

    record MakeFolder(String path) {}

    record MoveFile(String from, String to) {}

    record Stored(String path, long size) {}

    record Uploaded(List<Stored> files, int count) {}

    record OpenView(@Nullable String path) {}

    record View(String url, Instant expiresAt) {}

    private final Projects projects;
    private final Journal journal;
    private final FileViews views;
    private final FolderFeed.Seats seats = new FolderFeed.Seats();

    FilesApi(Projects projects, Journal journal, FileViews views) {
        this.projects = projects;
        this.journal = journal;
        this.views = views;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listFiles", this::list,
                "uploadFiles", this::upload,
                "deleteFile", this::delete,
                "readFile", this::read,
                "writeFile", this::write,
                "makeFolder", this::makeFolder,
                "moveFile", this::move,
                "rawFile", this::raw,
                "openView", this::openView,
                "watchFiles", this::watch);
    }

    private Answer list(Call call) {
        var path = call.query("path").orElse("");
        var hidden = call.query("hidden").map(Boolean::valueOf).orElse(false);
        var entries =
                files(call).list(path, hidden).stream().map(FilesApi::view).toList();
        return Answer.ok(new Folder(path, entries, entries.size()));
    }

    private Answer read(Call call) {
        var path = path(call);
        var files = files(call);
        var stat = files.stat(path);
        var bytes = files.read(path, 0, LARGEST_TEXT);
        var binary = FileText.binary(bytes);
        var truncated = !binary && stat.size() > bytes.length;
        var text = binary ? "" : new String(bytes, StandardCharsets.UTF_8);
        return Answer.ok(new FileContent(
                stat.path(), text, stat.size(), revision(files, path), binary, truncated, FileText.mimeType(path)));
    }

    private Answer write(Call call) {
        var wanted = call.body(WriteFile.class);
        var files = files(call);
        var before = existing(files, wanted.path());
        checkRevision(files, wanted, before);
        var bytes = wanted.content().getBytes(StandardCharsets.UTF_8);
        files.writeAtomically(wanted.path(), bytes);
        changed(call, wanted.path(), before.isPresent() ? "modified" : "created", bytes.length);
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

    private Answer makeFolder(Call call) {
        var path = call.body(MakeFolder.class).path();
        files(call).mkdirs(path);
        changed(call, path, "created", 0);
        return Answer.created("", view(files(call).stat(path)));
    }

    private Answer move(Call call) {
        var move = call.body(MoveFile.class);
        files(call).move(move.from(), move.to());
        var moved = files(call).stat(move.to());
        changed(call, move.from(), "deleted", 0);
        changed(call, move.to(), "moved", moved.size());
        return Answer.ok(view(moved));
    }

    private Answer delete(Call call) {
        var path = path(call);
        files(call).delete(path, call.query("recursive").map(Boolean::valueOf).orElse(false));
        changed(call, path, "deleted", 0);
        return Answer.noContent();
    }

    private Answer upload(Call call) {
        var folder = call.query("path").orElse("");
        var stored = new ArrayList<Stored>();
        for (var part : call.parts()) {
            if (!part.filename().isEmpty()) {
                stored.add(store(call, folder, part));
            }
        }
        if (stored.isEmpty()) {
            throw new AuleException(
                    ErrorCode.INVALID, "The upload holds no file; send one as a multipart part with a filename.");
        }
        return Answer.created("", new Uploaded(stored, stored.size()));
    }

    private Stored store(Call call, String folder, Call.Part part) {
        var name = FileText.lastName(part.filename());
        var path = folder.isEmpty() ? name : folder + "/" + name;
        var existed = existing(files(call), path).isPresent();
        try (var content = part.open()) {
            files(call).writeAtomically(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var size = files(call).stat(path).size();
        changed(call, path, existed ? "modified" : "created", size);
        return new Stored(path, size);
    }

    private Answer raw(Call call) {
        var path = path(call);
        var files = files(call);
        var stat = files.stat(path);
        var answer = Answer.bytes(FileText.mimeType(path), stat.size(), offset -> files.stream(path, offset))
                .with("Content-Security-Policy", HARMLESS)
                .with("Cache-Control", "private, no-cache");
        var save = call.query("download").map(Boolean::valueOf).orElse(false);
        return save ? answer.with("Content-Disposition", FileText.attachment(stat.name())) : answer;
    }

    private Answer watch(Call call) {
        return Answer.events(seats.open(projects.workspace(call.principal().org(), id(call))));
    }

    private Answer openView(Call call) {
        var path = Optional.ofNullable(call.body(OpenView.class).path()).orElse("");
        var project = projects.find(call.principal().org(), id(call));
        var host = call.header("Host").orElse("localhost");
        var view = views.open(project.org(), project.id());
        return Answer.created("", new View(view.url(host, path), view.expiresAt()));
    }

    private void changed(Call call, String path, String kind, long bytes) {
        var project = id(call);
        var event = new ProjectEvent.FileChanged(project, new FileChange(path, kind, bytes, 0, 0));
        journal.append(StreamId.of(project), origin(call.principal(), project), List.of(event));
    }

    private static Journal.Origin origin(Principal principal, ProjectId project) {
        return new Journal.Origin(
                principal.org(), project, principal.user().value(), project.value(), null, Journal.NO_LEASE);
    }

    private static Optional<Entry> existing(Beneath files, String path) {
        return files.find(path);
    }

    private static String revision(Beneath files, String path) {
        try (var content = files.stream(path, 0)) {
            return FileText.sha256(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Beneath files(Call call) {
        return projects.workspace(call.principal().org(), id(call)).files();
    }

    private static ProjectId id(Call call) {
        return new ProjectId(call.path("id"));
    }

    private static String path(Call call) {
        return call.query("path").orElse("");
    }

    private static EntryView view(Entry stat) {
        return new EntryView(stat.name(), stat.path(), stat.kind().wire(), stat.size(), stat.modified());
    }
}
