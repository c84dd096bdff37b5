package aule.agents;

import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who started whom. */
final class SqlRunTree {

    /** Deeper than any run may delegate. */
    private static final int DEEPEST = 64;

    private static final String TREE = """
            WITH RECURSIVE branch (id, level) AS (
                SELECT id, 0 FROM agents_run WHERE id = :root
                UNION ALL
                SELECT child.id, branch.level + 1
                FROM agents_run child JOIN branch ON child.parent_id = branch.id
                WHERE branch.level < :deepest
            )
            SELECT agents_run.* FROM branch JOIN agents_run ON agents_run.id = branch.id
            """;

    private static final String WHOLE = TREE + " ORDER BY branch.level, agents_run.seq LIMIT :limit";

    private static final String LIVING = TREE + """
            WHERE branch.level > 0 AND agents_run.status NOT IN ('completed', 'failed', 'cancelled')
            ORDER BY branch.level, agents_run.seq LIMIT :limit
            """;

    private static final String WITH = TREE + """
            WHERE branch.level > 0 AND agents_run.status = 'paused' AND agents_run.paused_by IN (<causes>)
            ORDER BY branch.level, agents_run.seq LIMIT :limit
            """;

    /** A run that somebody resumed although its parent is paused remembers with whom it was paused. */
    private static final String UNPAUSED = """
            SELECT child.* FROM agents_run child JOIN agents_run parent ON parent.id = child.parent_id
            WHERE parent.org_id = :org AND parent.status = 'paused'
                AND child.status NOT IN ('paused', 'completed', 'failed', 'cancelled')
                AND (child.paused_by IS NULL OR child.paused_by <> COALESCE(parent.paused_by, parent.id))
            ORDER BY child.seq LIMIT :limit
            """;

    private static final String UNRESUMED = """
            SELECT child.* FROM agents_run child JOIN agents_run cause ON cause.id = child.paused_by
            WHERE child.org_id = :org AND child.status = 'paused' AND cause.status <> 'paused'
            ORDER BY child.seq LIMIT :limit
            """;

    private static final String BELOW = """
            WITH RECURSIVE branch (id, level) AS (
                SELECT id, 1 FROM agents_run WHERE parent_id IN (<roots>)
                UNION ALL
                SELECT child.id, branch.level + 1
                FROM agents_run child JOIN branch ON child.parent_id = branch.id
                WHERE branch.level < :deepest
            )
            SELECT agents_run.id FROM branch JOIN agents_run ON agents_run.id = branch.id
            ORDER BY agents_run.seq DESC LIMIT :limit
            """;

    private static final String ORPHANS = """
            SELECT child.* FROM agents_run child JOIN agents_run parent ON parent.id = child.parent_id
            WHERE parent.status = 'cancelled' AND child.status NOT IN ('completed', 'failed', 'cancelled')
            ORDER BY child.seq LIMIT :limit
            """;

    private static final String CHILDREN_OF =
            "SELECT * FROM agents_run WHERE parent_id = :parent ORDER BY seq LIMIT :limit";

    private static final String CHILDREN =
            "SELECT parent_id, count(*) AS children FROM agents_run WHERE parent_id IN (<parents>) GROUP BY parent_id";

    private final Transactions<Handle> transactions;

    SqlRunTree(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    /** A run with all that it started, directly or not; what is nearer to it comes first. */
    List<RunState> whole(RunId root, int limit) {
        return branches(WHOLE, root, limit);
    }

    /** What a run started, directly or not, and what has not ended. */
    List<RunState> living(RunId root, int limit) {
        return branches(LIVING, root, limit);
    }

    /** What these runs started, directly or not, the newest first. */
    List<RunId> below(Collection<RunId> roots, int limit) {
        if (roots.isEmpty()) {
            return List.of();
        }
        return transactions.read(handle -> handle.createQuery(BELOW)
                .bindList("roots", roots.stream().map(RunId::value).toList())
                .bind("deepest", DEEPEST)
                .bind("limit", limit)
                .map((row, _) -> new RunId(row.getString("id")))
                .list());
    }

    private List<RunState> branches(String query, RunId root, int limit) {
        return transactions.read(handle -> handle.createQuery(query)
                .bind("root", root.value())
                .bind("deepest", DEEPEST)
                .bind("limit", limit)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** What a run started, directly or not, and what was paused with one of these. */
    List<RunState> pausedWith(Collection<RunId> causes, RunId root, int limit) {
        return transactions.read(handle -> handle.createQuery(WITH)
                .bindList("causes", causes.stream().map(RunId::value).toList())
                .bind("root", root.value())
                .bind("deepest", DEEPEST)
                .bind("limit", limit)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** Runs that go on although the one that started them is paused. */
    List<RunState> unpaused(OrgId org, int limit) {
        return of(org, UNPAUSED, limit);
    }

    /** Runs that are paused although the one with which they were paused goes on. */
    List<RunState> unresumed(OrgId org, int limit) {
        return of(org, UNRESUMED, limit);
    }

    private List<RunState> of(OrgId org, String query, int limit) {
        return transactions.read(handle -> handle.createQuery(query)
                .bind("org", org.value())
                .bind("limit", limit)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** Runs that go on although the one that started them was cancelled. */
    List<RunState> orphans(int limit) {
        return transactions.read(handle -> handle.createQuery(ORPHANS)
                .bind("limit", limit)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** What a run started itself, the oldest first. */
    List<RunState> children(RunId parent, int limit) {
        return transactions.read(handle -> handle.createQuery(CHILDREN_OF)
                .bind("parent", parent.value())
                .bind("limit", limit)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** How many runs each of these started itself; those that started none are left out. */
    Map<RunId, Integer> children(Collection<RunId> parents) {
        if (parents.isEmpty()) {
            return Map.of();
        }
        return transactions.read(handle -> handle
                .createQuery(CHILDREN)
                .bindList("parents", parents.stream().map(RunId::value).toList())
                .map((row, _) -> Map.entry(new RunId(row.getString("parent_id")), row.getInt("children")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
