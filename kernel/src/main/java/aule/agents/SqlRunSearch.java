package aule.agents;

import aule.agents.RunSearch.Place;
import aule.agents.RunSearch.Sort;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Finds runs, page by page along an index. */
final class SqlRunSearch {

    private static final Place FIRST = new Place(-1, Long.MAX_VALUE);

    private final Transactions<Handle> transactions;

    SqlRunSearch(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    List<RunState> page(OrgId org, RunSearch search, int limit) {
        return transactions.read(handle -> switch (search.sort()) {
            case NEWEST -> newest(handle, org, search, limit);
            case STATUS -> byStatus(handle, org, search, limit);
            case PRIORITY -> ranked(handle, Conditions.of(org, search), search, "priority", true, limit);
            case STEPS -> ranked(handle, Conditions.of(org, search), search, "step", false, limit);
            case TOKENS -> ranked(handle, Conditions.of(org, search), search, "(tokens_in + tokens_out)", false, limit);
        });
    }

    /** Each status is read along its own index. */
    private static List<RunState> newest(Handle handle, OrgId org, RunSearch search, int limit) {
        var before = search.after().map(Place::seq).orElse(Long.MAX_VALUE);
        if (search.statuses().isEmpty()) {
            return Conditions.of(org, search).before(before).select(handle, "seq DESC", limit);
        }
        return search.statuses().stream()
                .flatMap(status ->
                        Conditions.of(org, search)
                                .before(before)
                                .in(Set.of(status))
                                .select(handle, "seq DESC", limit)
                                .stream())
                .sorted(Comparator.comparingLong(RunState::seq).reversed())
                .limit(limit)
                .toList();
    }

    private static List<RunState> byStatus(Handle handle, OrgId org, RunSearch search, int limit) {
        var after = search.after().orElse(FIRST);
        var statuses = Stream.of(RunStatus.values())
                .filter(it -> search.statuses().isEmpty() || search.statuses().contains(it))
                .filter(it -> Sort.rank(it) >= after.rank())
                .sorted(Comparator.comparingInt(Sort::rank))
                .toList();
        var found = new ArrayList<RunState>();
        for (var status : statuses) {
            var before = Sort.rank(status) == after.rank() ? after.seq() : Long.MAX_VALUE;
            found.addAll(Conditions.of(org, search)
                    .before(before)
                    .in(Set.of(status))
                    .select(handle, "seq DESC", limit - found.size()));
        }
        return found;
    }

    private static List<RunState> ranked(
            Handle handle, Conditions conditions, RunSearch search, String rank, boolean rising, int limit) {
        search.after()
                .ifPresent(place -> conditions
                        .and("(%1$s %2$s :rank OR %1$s = :rank AND seq < :before)".formatted(rank, rising ? ">" : "<"))
                        .with("rank", place.rank())
                        .with("before", place.seq()));
        return conditions
                .in(search.statuses())
                .select(handle, rank + (rising ? " ASC" : " DESC") + ", seq DESC", limit);
    }

    /** What a run must be like, with the values to bind. */
    private static final class Conditions {

        private final List<String> all = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        /** Everything but the statuses and the place. */
        static Conditions of(OrgId org, RunSearch search) {
            var wanted = new Conditions().and("org_id = :org").with("org", org.value());
            search.project().ifPresent(it -> wanted.and("project_id = :project").with("project", it.value()));
            search.persona().ifPresent(it -> wanted.and("persona_id = :persona").with("persona", it.value()));
            search.owner().ifPresent(it -> wanted.and("owner_id = :owner").with("owner", it.value()));
            search.parent().ifPresent(it -> wanted.and("parent_id = :parent").with("parent", it.value()));
            search.forkOf().ifPresent(it -> wanted.and("fork_of = :fork").with("fork", it.value()));
            search.since().ifPresent(it -> wanted.and("created_at >= :since").with("since", it.toEpochMilli()));
            search.until().ifPresent(it -> wanted.and("created_at < :until").with("until", it.toEpochMilli()));
            if (search.top()) {
                wanted.and("parent_id IS NULL");
            }
            if (!search.words().isBlank()) {
                wanted.and("(LOWER(goal) LIKE :words ESCAPE '!' OR LOWER(outcome) LIKE :words ESCAPE '!')")
                        .with("words", SqlText.containing(search.words()));
            }
            return wanted;
        }

        Conditions and(String condition) {
            all.add(condition);
            return this;
        }

        Conditions with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        Conditions before(long seq) {
            return and("seq < :before").with("before", seq);
        }

        /** Any of these; every one if there is none. */
        Conditions in(Set<RunStatus> statuses) {
            if (statuses.isEmpty()) {
                return this;
            }
            statuses.forEach(it -> with(it.wire(), it.wire()));
            var names = statuses.stream().map(it -> ":" + it.wire()).collect(Collectors.joining(", "));
            return and("status IN (" + names + ")");
        }

        List<RunState> select(Handle handle, String order, int limit) {
            var query = "SELECT * FROM agents_run WHERE " + String.join(" AND ", all) + " ORDER BY " + order
                    + " LIMIT :limit";
            return handle.createQuery(query)
                    .bindMap(values)
                    .bind("limit", limit)
                    .map((row, _) -> SqlRunRows.read(row))
                    .list();
        }
    }
}
