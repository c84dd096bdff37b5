package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.ProjectId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the search operation of {@code api/workspace.yaml}. */
final class SearchApi {

    /** How many files and folders one search looks at. */
    private static final int MOST = 200_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * A place that fits.
     *
     * @param line from 1, null when only the name was looked at
     * @param column where in the line it begins, in characters from 1
     * @param text the line, or the part of a long one around the place
     */
    record Hit(
            String path,
            String kind,
            long size,
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable String text) {}

    /** @param complete whether everything was looked at */
    record Hits(List<Hit> hits, int count, boolean complete) {}

    private final Projects projects;
    private final InstantSource clock;

    SearchApi(Projects projects, InstantSource clock) {
        this.projects = projects;
        this.clock = clock;
    }

    Map<String, Handler> handlers() {
        return Map.of("searchFiles", this::search);
    }

    private Answer search(Call call) {
        var query = call.query("q").orElse("");
        var limit = call.query("limit").map(Integer::valueOf).orElse(100);
        var hunter = contents(call)
                ? new LineHunter(Expression.of(query, !set(call, "regex"), !set(call, "match_case")), limit)
                : new NameHunter(query, limit);
        var until = clock.instant().plus(PATIENCE);
        var files = projects.workspace(call.principal().org(), new ProjectId(call.path("id")))
                .files();
        var complete = files.search(
                call.query("path").orElse(""),
                new Scope(set(call, "hidden"), MOST),
                found -> hunter.visit(found) && clock.instant().isBefore(until));
        var hits = hunter.hits();
        return Answer.ok(new Hits(hits, hits.size(), complete && hunter.whole()));
    }

    private static boolean contents(Call call) {
        return call.query("in").filter("contents"::equals).isPresent();
    }

    private static boolean set(Call call, String name) {
        return call.query(name).map(Boolean::valueOf).orElse(false);
    }

    /** Gathers what fits. */
    sealed interface Hunter extends Found.Visitor permits LineHunter, NameHunter {

        /** The best first. */
        List<Hit> hits();

        /** Whether nothing that fits was left out. */
        boolean whole();

        static Hit named(Entry entry) {
            return new Hit(entry.path(), entry.kind().wire(), entry.size(), null, null, null);
        }
    }
}
