package aule.workspace;

import aule.api.Answer;
import aule.api.Views;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Projects' folders shown for an hour, each under a label that cannot be guessed and so under an origin of its own. At
 * most 256 are open; the oldest gives way.
 */
final class FileViews implements Views {

    private static final Duration OPEN_FOR = Duration.ofHours(1);
    private static final int MOST = 256;

    /** One folder on show. */
    record View(String label, OrgId org, ProjectId project, Instant expiresAt) {

        /** Where a path of it is, for a browser that reached the kernel under this Host. */
        String url(String host, String path) {
            var port = host.replaceFirst("^.*?(:\\d+)?$", "$1");
            try {
                return "http://" + label + ".localhost" + port + new URI(null, null, "/" + path, null).getRawPath();
            } catch (URISyntaxException e) {
                throw new AuleException(ErrorCode.INVALID, "'%s' is not a path that can be shown.".formatted(path), e);
            }
        }
    }

    private final Projects projects;
    private final Ids ids;
    private final InstantSource clock;
    private final Map<String, View> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, View> eldest) {
            return size() > MOST;
        }
    };

    FileViews(Projects projects, Ids ids, InstantSource clock) {
        this.projects = projects;
        this.ids = ids;
        this.clock = clock;
    }

    synchronized View open(OrgId org, ProjectId project) {
        var view = new View(ids.next("view"), org, project, clock.instant().plus(OPEN_FOR));
        open.put(view.label(), view);
        return view;
    }

    @Override
    public Optional<Answer> show(String label, String path) {
        return find(label).flatMap(view -> file(view, path.substring(1)));
    }

    private synchronized Optional<View> find(String label) {
        return Optional.ofNullable(open.get(label))
                .filter(view -> clock.instant().isBefore(view.expiresAt()));
    }

    /** A file of the folder, or the index page of a folder in it. */
    private Optional<Answer> file(View view, String path) {
        var files = projects.workspace(view.org(), view.project()).files();
        try {
            return files.find(path)
                    .map(stat -> stat.isFolder() ? files.stat(stat.path() + "/index.html") : stat)
                    .map(stat -> Answer.bytes(
                            FileText.mimeType(stat.path()), stat.size(), offset -> files.stream(stat.path(), offset)));
        } catch (AuleException missing) {
            return Optional.empty();
        }
    }
}
