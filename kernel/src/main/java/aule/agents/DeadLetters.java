package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.util.List;
import java.util.Optional;

/** Runs that failed for good and need somebody: to try again, perhaps in other words, or to let them be. */
public final class DeadLetters {

    static final String CLOSED = "closed";
    private static final String RETRIED = "retried";

    /**
     * Which letters somebody looks for.
     *
     * @param code the wire name of an error code
     * @param words text in the goal or in the cause, blank for any
     * @param before only those below this {@code seq}
     */
    public record Search(Optional<ProjectId> project, Optional<String> code, String words, long before) {

        public static final Search ALL = new Search(Optional.empty(), Optional.empty(), "", Long.MAX_VALUE);
    }

    private final SqlDeadLetters table;
    private final Mailbox mailbox;
    private final Runs runs;

    DeadLetters(SqlDeadLetters table, Mailbox mailbox, Runs runs) {
        this.table = table;
        this.mailbox = mailbox;
        this.runs = runs;
    }

    /** Returns at most {@code limit} letters, the latest failure first. */
    public List<DeadLetter> page(OrgId org, Search search, int limit) {
        return table.page(org, search, limit);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the run is none of the organisation's dead letters */
    public DeadLetter find(OrgId org, RunId run) {
        return table.find(org, run).orElseThrow(() -> AuleException.notFound("dead letter", run));
    }

    /**
     * Starts a run with the goal of one that failed or was cancelled; if that was a dead letter it is none any more.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} unless the run failed or was cancelled
     */
    public RunState retry(Principal principal, RunId id, GoalChange change) {
        var letter = table.find(principal.org(), id);
        var again = runs.start(principal, runs.again(principal.org(), id, change));
        if (letter.isPresent()) {
            append(principal, new NoteEvent.LetterClosed(id, RETRIED, again.id().value()));
        }
        return again;
    }

    /**
     * Takes a letter off the list; the run stays as it is.
     *
     * @throws AuleException with {@code NOT_FOUND} if there is no such letter, {@code CONFLICT} if somebody was faster
     */
    public void close(Principal principal, RunId id, String note) {
        find(principal.org(), id);
        append(principal, new NoteEvent.LetterClosed(id, CLOSED, note));
    }

    private void append(Principal principal, NoteEvent.LetterClosed closed) {
        mailbox.post(principal.org(), principal.user().value(), closed.runId(), _ -> List.of(closed));
    }
}
