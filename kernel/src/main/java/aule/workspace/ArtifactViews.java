package aule.workspace;

import aule.api.Answer;
import aule.api.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a link to an artifact shows, under an origin of its own: a page about it, and its bytes. */
final class ArtifactViews implements Views {

    private static final int TEXT_SHOWN = 256 * 1024;

    private final ArtifactShares shares;
    private final Artifacts artifacts;

    ArtifactViews(ArtifactShares shares, Artifacts artifacts) {
        this.shares = shares;
        this.artifacts = artifacts;
    }

    @Override
    public Optional<Answer> show(String label, String path) {
        return switch (path) {
            case "/" -> shares.shown(label).map(this::page);
            case "/content" -> shares.shown(label).map(it -> ArtifactsApi.bytes(artifacts, it));
            case "/download" -> shares.shown(label).map(this::saved);
            default -> Optional.empty();
        };
    }

    /** The page has no origin that its own content could share, so a link alone would only show it. */
    private Answer saved(Artifact artifact) {
        return ArtifactsApi.bytes(artifacts, artifact)
                .with("Content-Disposition", FileText.attachment(artifact.name()));
    }

    private Answer page(Artifact artifact) {
        var about = "%s, %,d bytes".formatted(artifact.mediaType(), artifact.bytes());
        var page = """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <style>
                :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
                body { max-width: 64rem; margin: 0 auto; padding: 1.5rem }
                header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; margin-bottom: 1rem }
                h1 { font-size: 1.25rem; margin: 0; overflow-wrap: anywhere; flex: 1 1 16rem }
                img, video, audio { max-width: 100%%; display: block }
                pre { white-space: pre-wrap; overflow-wrap: anywhere }
                </style></head><body>
                <header><h1>%1$s</h1><span>%2$s</span><a href="/download">Download</a></header>
                <main>%3$s</main>
                </body></html>
                """.formatted(escaped(artifact.name()), escaped(about), body(artifact));
        return Answer.text("text/html; charset=utf-8", page);
    }

    private String body(Artifact artifact) {
        return switch (artifact.kind()) {
            case IMAGE -> "<img src=\"/content\" alt=\"\">";
            case AUDIO -> "<audio src=\"/content\" controls></audio>";
            case VIDEO -> "<video src=\"/content\" controls></video>";
            case TEXT -> "<pre>%s</pre>".formatted(escaped(text(artifact)));
            case DOCUMENT, OTHER -> "";
        };
    }

    private String text(Artifact artifact) {
        try (var content = artifacts.open(artifact, 0)) {
            var text = new String(content.readNBytes(TEXT_SHOWN), StandardCharsets.UTF_8);
            return artifact.bytes() > TEXT_SHOWN ? text + "…" : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
