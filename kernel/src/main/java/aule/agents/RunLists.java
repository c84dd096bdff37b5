package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs side by side: found by what they are, and by who started whom. */
public final class RunLists {

    private final SqlRuns table;
    private final SqlRunSearch search;
    private final SqlRunTree tree;

    RunLists(SqlRuns table, SqlRunSearch search, SqlRunTree tree) {
        this.table = table;
        this.search = search;
        this.tree = tree;
    }

    /** Returns at most {@code limit} runs in the order that the search asks for. */
    public List<RunState> page(OrgId org, RunSearch wanted, int limit) {
        return search.page(org, wanted, limit);
    }

    /**
     * A run and, behind it, all that it started, directly or not: at most {@code limit} in all, the nearer ones first.
     *
     * @throws aule.kernel.AuleException with {@code NOT_FOUND} if the organisation has no such run
     */
    public List<RunState> tree(OrgId org, RunId root, int limit) {
        return tree.whole(table.find(org, root).id(), limit);
    }

    /** The newest runs of a conversation, the newest first. */
    List<RunId> of(OrgId org, ConversationId conversation, int limit) {
        return table.of(org, conversation, limit).stream().map(RunState::id).toList();
    }

    /** What these runs started, directly or not, the newest first. */
    List<RunId> below(Collection<RunId> roots, int limit) {
        return tree.below(roots, limit);
    }

    /** A run, whoever's it is. */
    public Optional<RunState> find(RunId id) {
        return table.find(id);
    }

    /** The runs that a run started itself, the oldest first; at most {@code limit}. */
    public List<RunState> children(RunId parent, int limit) {
        return tree.children(parent, limit);
    }

    /** How many runs each of these started itself; those that started none are left out. */
    public Map<RunId, Integer> children(Collection<RunId> parents) {
        return tree.children(parents);
    }
}
