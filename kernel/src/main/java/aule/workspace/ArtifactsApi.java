package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Journal;
import aule.kernel.ArtifactId;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the operations on artifacts of {@code api/workspace.yaml}. */
final class ArtifactsApi {

    /** What an artifact may do in the browser that shows it: nothing but be seen. */
    private static final String HARMLESS =
            "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    /** What browsers draw and this kernel does not. */
    private static final Set<String> OWN_THUMBNAIL =
            Set.of("image/svg+xml", "image/webp", "image/avif", "image/vnd.microsoft.icon", "image/x-icon");

    private static final long LARGEST_OWN_THUMBNAIL = 1 << 20;

    record KeepArtifact(ProjectId projectId, String path) {}

    record ArtifactView(
            ArtifactId id,
            ProjectId projectId,
            @Nullable RunId runId,
            @Nullable String callId,
            @Nullable ReceiptId receiptId,
            @Nullable String path,
            String name,
            Artifact.Kind kind,
            String mediaType,
            long bytes,
            Sha256 sha256,
            int version,
            String actor,
            boolean hasThumbnail,
            String excerpt,
            Instant madeAt) {}

    record ArtifactList(
            List<ArtifactView> artifacts,
            int count,
            @Nullable String nextCursor) {}

    record VersionList(
            List<ArtifactView> versions,
            int count,
            @Nullable String nextCursor) {}

    private final Artifacts artifacts;

    ArtifactsApi(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    Map<String, Handler> handlers() {
        var handlers = new HashMap<String, Handler>();
        handlers.put("listArtifacts", this::list);
        handlers.put("keepArtifact", this::keep);
        handlers.put(
                "showArtifactUsage",
                call -> Answer.ok(artifacts.usage(call.principal().org())));
        handlers.put("showArtifact", call -> Answer.ok(view(found(call))));
        handlers.put("deleteArtifact", this::delete);
        handlers.put("restoreArtifact", this::restore);
        handlers.put("readArtifact", this::read);
        handlers.put("showArtifactThumbnail", this::thumbnail);
        handlers.put("listArtifactVersions", this::versions);
        return handlers;
    }

    private Answer list(Call call) {
        var limit = limit(call);
        var search = new ArtifactSearch(
                call.query("kind").flatMap(Artifact.Kind::named),
                call.query("project_id").map(ProjectId::new),
                call.query("run_id").map(RunId::new),
                time(call, "since"),
                time(call, "until"),
                call.query("q").orElse(""),
                number(call, Long.MAX_VALUE));
        var page = artifacts.page(call.principal().org(), search, limit + 1);
        var shown = page.stream().limit(limit).map(ArtifactsApi::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.ok(new ArtifactList(shown, shown.size(), next));
    }

    private Answer keep(Call call) {
        var wanted = call.body(KeepArtifact.class);
        var kept = artifacts.pin(origin(call, wanted.projectId()), wanted.projectId(), wanted.path());
        return Answer.created("/v1/artifacts/" + kept.id(), view(kept));
    }

    private Answer delete(Call call) {
        var artifact = artifacts.find(call.principal().org(), id(call));
        artifacts.delete(origin(call, artifact.project()), artifact.id());
        return Answer.noContent();
    }

    private Answer restore(Call call) {
        var by = new Journal.Origin(
                call.principal().org(),
                null,
                call.principal().user().value(),
                id(call).value(),
                null,
                Journal.NO_LEASE);
        return Answer.ok(view(artifacts.restore(by, id(call))));
    }

    private Answer versions(Call call) {
        var limit = limit(call);
        var before = (int) Math.min(Integer.MAX_VALUE, number(call, Integer.MAX_VALUE));
        var page = artifacts.versions(call.principal().org(), id(call), before, limit + 1);
        var shown = page.stream().limit(limit).map(ArtifactsApi::view).toList();
        var next = page.size() > limit ? Integer.toString(shown.getLast().version()) : null;
        return Answer.ok(new VersionList(shown, shown.size(), next));
    }

    private Answer read(Call call) {
        var artifact = found(call);
        var answer = content(artifact);
        var save = call.query("download").map(Boolean::valueOf).orElse(false);
        return save ? answer.with("Content-Disposition", FileText.attachment(artifact.name())) : answer;
    }

    private Answer thumbnail(Call call) {
        var artifact = found(call);
        var small = artifact.thumbnail();
        if (small != null) {
            return Answer.bytes("image/png", artifacts.size(small), offset -> artifacts.open(small, offset))
                    .with("ETag", "\"%s\"".formatted(small))
                    .with("Cache-Control", "private, no-cache");
        }
        if (!ownThumbnail(artifact)) {
            throw new AuleException(ErrorCode.NOT_FOUND, "'%s' has no thumbnail.".formatted(artifact.name()));
        }
        return content(artifact);
    }

    private Answer content(Artifact artifact) {
        return bytes(artifacts, artifact)
                .with("Content-Security-Policy", HARMLESS)
                .with("Cache-Control", "private, no-cache");
    }

    static Answer bytes(Artifacts artifacts, Artifact artifact) {
        var text = artifact.mediaType().startsWith("text/");
        var type = text ? artifact.mediaType() + "; charset=utf-8" : artifact.mediaType();
        return Answer.bytes(type, artifact.bytes(), offset -> artifacts.open(artifact, offset))
                .with("ETag", "\"%s\"".formatted(artifact.sha256()));
    }

    /** The version that is asked for, otherwise the newest. */
    private Artifact found(Call call) {
        var org = call.principal().org();
        return call.query("version")
                .map(it -> artifacts.find(org, id(call), Integer.parseInt(it)))
                .orElseGet(() -> artifacts.find(org, id(call)));
    }

    static ArtifactId id(Call call) {
        return new ArtifactId(call.path("id"));
    }

    static int limit(Call call) {
        return call.query("limit").map(Integer::valueOf).orElse(50);
    }

    static Journal.Origin origin(Call call, ProjectId project) {
        var principal = call.principal();
        return new Journal.Origin(
                principal.org(), project, principal.user().value(), project.value(), null, Journal.NO_LEASE);
    }

    private static Optional<Instant> time(Call call, String name) {
        return call.query(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new AuleException(
                        ErrorCode.INVALID, "'%s' is a time like 2026-01-31T12:00:00Z.".formatted(name), e);
            }
        });
    }

    private static long number(Call call, long otherwise) {
        var cursor = call.query("cursor");
        if (cursor.isPresent() && !cursor.get().matches("[0-9]{1,18}")) {
            throw new AuleException(
                    ErrorCode.INVALID, "The cursor is not one that a page before gave; begin without one.");
        }
        return cursor.map(Long::valueOf).orElse(otherwise);
    }

    private static boolean ownThumbnail(Artifact it) {
        return OWN_THUMBNAIL.contains(it.mediaType()) && it.bytes() <= LARGEST_OWN_THUMBNAIL;
    }

    static ArtifactView view(Artifact it) {
        return new ArtifactView(
                it.id(),
                it.project(),
                it.run(),
                it.call(),
                it.receipt(),
                it.path(),
                it.name(),
                it.kind(),
                it.mediaType(),
                it.bytes(),
                it.sha256(),
                it.version(),
                it.actor(),
                it.thumbnail() != null || ownThumbnail(it),
                it.excerpt(),
                it.madeAt());
    }
}
