package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operations on files of {@code api/workspace.yaml}. */
final class FilesApi {

    /** What a raw file may do in the browser that shows it: nothing but be seen. */
    private static final String HARMLESS =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    record Folder(String path, List<EntryView> entries, int count) {}

    record EntryView(String name, String path, String kind, long size, Instant modifiedAt) {}

    record MakeFolder(String path) {}

    record MoveFile(String from, String to) {}

    record Stored(String path, long size) {}

    record Uploaded(List<Stored> files, int count) {}

    record OpenView(@Nullable String path) {}

    record View(String url, Instant expiresAt) {}

    private final Projects projects;
    private final FileNews news;
    private final FileViews views;
    private final FolderFeed.Seats seats = new FolderFeed.Seats();

    FilesApi(Projects projects, FileNews news, FileViews views) {
        this.projects = projects;
        this.news = news;
        this.views = views;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listFiles", this::list,
                "uploadFiles", this::upload,
                "deleteFile", this::delete,
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

    private Answer makeFolder(Call call) {
        var path = call.body(MakeFolder.class).path();
        files(call).mkdirs(path);
        news.changed(call, path, "created", 0);
        return Answer.created("", view(files(call).stat(path)));
    }

    private Answer move(Call call) {
        var move = call.body(MoveFile.class);
        files(call).move(move.from(), move.to());
        var moved = files(call).stat(move.to());
        news.changed(call, move.from(), "deleted", 0);
        news.changed(call, move.to(), "moved", moved.size());
        return Answer.ok(view(moved));
    }

    private Answer delete(Call call) {
        var path = path(call);
        files(call).delete(path, call.query("recursive").map(Boolean::valueOf).orElse(false));
        news.changed(call, path, "deleted", 0);
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
        news.changed(call, path, existed ? "modified" : "created", size);
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

    private static Optional<Entry> existing(Beneath files, String path) {
        return files.find(path);
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
