package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.ArtifactId;
import aule.kernel.ShareId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on links to artifacts of {@code api/workspace.yaml}. */
final class SharesApi {

    private static final int USUAL_SECONDS = 24 * 60 * 60;

    record ShareArtifact(
            @Nullable Integer version, @Nullable Integer expiresInS) {}

    record ShareView(
            ShareId id,
            ArtifactId artifactId,
            int version,
            String actor,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            boolean works,
            @Nullable String url) {}

    record ShareList(
            List<ShareView> shares, int count, @Nullable String nextCursor) {}

    private final Artifacts artifacts;
    private final ArtifactShares shares;
    private final InstantSource clock;

    SharesApi(Artifacts artifacts, ArtifactShares shares, InstantSource clock) {
        this.artifacts = artifacts;
        this.shares = shares;
        this.clock = clock;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listArtifactShares", this::list,
                "shareArtifact", this::share,
                "revokeArtifactShare", this::revoke);
    }

    private Answer list(Call call) {
        var limit = ArtifactsApi.limit(call);
        var page = shares.page(
                call.principal().org(),
                ArtifactsApi.id(call),
                call.query("cursor").orElse("~"),
                limit + 1);
        var shown = page.stream().limit(limit).map(it -> view(it, null)).toList();
        var next = page.size() > limit ? shown.getLast().id().value() : null;
        return Answer.ok(new ShareList(shown, shown.size(), next));
    }

    private Answer share(Call call) {
        var wanted = call.body(ShareArtifact.class);
        var org = call.principal().org();
        var id = ArtifactsApi.id(call);
        var artifact = wanted.version() == null ? artifacts.find(org, id) : artifacts.find(org, id, wanted.version());
        var time = Duration.ofSeconds(Objects.requireNonNullElse(wanted.expiresInS(), USUAL_SECONDS));
        var link = shares.share(ArtifactsApi.origin(call, artifact.project()), artifact, time);
        var port = call.header("Host").orElse("localhost").replaceFirst("^.*?(:\\d+)?$", "$1");
        var url = "http://%s.localhost%s/".formatted(link.label(), port);
        return Answer.created("", view(link.share(), url));
    }

    private Answer revoke(Call call) {
        var artifact = artifacts.find(call.principal().org(), ArtifactsApi.id(call));
        shares.revoke(ArtifactsApi.origin(call, artifact.project()), artifact.id(), new ShareId(call.path("share_id")));
        return Answer.noContent();
    }

    private ShareView view(ArtifactShare it, @Nullable String url) {
        return new ShareView(
                it.id(),
                it.artifact(),
                it.version(),
                it.actor(),
                it.createdAt(),
                it.expiresAt(),
                it.revokedAt(),
                it.works(clock.instant()),
                url);
    }
}
