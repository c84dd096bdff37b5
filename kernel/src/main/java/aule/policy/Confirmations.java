package aule.policy;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to people: asked once for a call, answered once, kept for as long as it takes. */
public final class Confirmations {

    /** Nobody approves an edit that no tool could execute. An upper room knows the tools. */
    @FunctionalInterface
    public interface Revalidation {

        /** What is wrong with the arguments, pointers from their root; empty if they can execute. */
        List<Fault> faults(ToolName tool, String arguments);
    }

    /**
     * What to ask.
     *
     * @param arguments a JSON object as text: exactly what executes after a yes
     * @param preview for people; hidden characters are made visible on the way
     */
    public record Question(
            RunId run,
            String callId,
            Confirmation.Kind kind,
            ToolName tool,
            String arguments,
            String preview,
            String rule,
            String reason,
            List<String> options) {

        public Question {
            options = List.copyOf(options);
        }
    }

    /**
     * What a person says.
     *
     * @param arguments for an edit: what executes instead
     * @param remember {@code once}, {@code run} for the same tool and rule in this run, or {@code always} for exactly
     *     this call in this project
     */
    public record Resolution(Decision decision, @Nullable String arguments, String text, Memory remember) {}

    /** A yes, a no, a changed yes, or the answer to a question. */
    public enum Decision {
        APPROVE,
        REJECT,
        EDIT,
        ANSWER;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a yes reaches. */
    public enum Memory {
        ONCE,
        RUN,
        ALWAYS;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Journal journal;
    private final SqlConfirmations table;
    private final Ids ids;
    private volatile Revalidation revalidation = (_, _) -> List.of();

    Confirmations(Journal journal, SqlConfirmations table, Ids ids) {
        this.journal = journal;
        this.table = table;
        this.ids = ids;
    }

    /** Names who checks edited arguments; once, before anything is resolved. */
    public void revalidate(Revalidation check) {
        revalidation = check;
    }

    /** Asks, unless this call of this run was asked about before: then the earlier question stands. */
    public ConfirmationId ask(Journal.Origin origin, Question question) {
        var before = forCall(question.run(), question.callId());
        if (before.isPresent()) {
            return before.get().id();
        }
        var id = new ConfirmationId(ids.next("conf"));
        journal.append(StreamId.of(question.run()), origin, List.of(requested(id, question)));
        return id;
    }

    private static ConfirmationEvent requested(ConfirmationId id, Question question) {
        return new ConfirmationEvent.Requested(
                id,
                question.run(),
                question.callId(),
                question.kind().wire(),
                question.tool(),
                question.arguments(),
                Visible.text(question.preview()),
                question.rule(),
                question.reason(),
                question.options());
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such question */
    public Confirmation find(OrgId org, ConfirmationId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("confirmation", id));
    }

    /** The one question about this call, whatever its status. */
    public Optional<Confirmation> forCall(RunId run, String callId) {
        return table.forCall(run, callId);
    }

    /** Newest first, those with an id below {@code before}; an empty {@code before} starts at the newest. */
    public List<Confirmation> page(OrgId org, Optional<Confirmation.Status> status, String before, int limit) {
        return table.page(org, status.map(Confirmation.Status::wire).orElse(""), before, limit);
    }

    /**
     * Answers a question, for good.
     *
     * @throws AuleException with {@code CONFLICT} if somebody was faster, {@code INVALID} if the answer does not fit
     */
    public Confirmation resolve(Principal principal, ConfirmationId id, Resolution resolution) {
        var asked = find(principal.org(), id);
        if (asked.status() != Confirmation.Status.PENDING) {
            throw alreadyResolved(id);
        }
        check(asked, resolution);
        append(asked, principal.user().value(), resolution.decision().wire(), resolution);
        return find(principal.org(), id);
    }

    /** Takes back every open question of a run that ended. */
    public void cancel(OrgId org, RunId run, String reason) {
        var nothing = new Resolution(Decision.REJECT, null, reason, Memory.ONCE);
        for (var open : table.open(org, run)) {
            try {
                append(open, "kernel", "cancel", nothing);
            } catch (AuleException e) {
                if (e.code() != ErrorCode.CONFLICT) {
                    throw e;
                } // a person was faster, which closes it as well
            }
        }
    }

    /** Whether a person's earlier yes covers this call, which the rule would ask about again. */
    public boolean granted(OrgId org, ProjectId project, Question question) {
        return table.granted(org, project, question);
    }

    static AuleException alreadyResolved(ConfirmationId id) {
        return new AuleException(
                ErrorCode.CONFLICT, "The confirmation '%s' was resolved already; load it again.".formatted(id));
    }

    private void append(Confirmation asked, String by, String decision, Resolution resolution) {
        var origin = new Journal.Origin(asked.org(), asked.project(), by, asked.correlation(), null, Journal.NO_LEASE);
        var resolved = new ConfirmationEvent.Resolved(
                asked.id(),
                asked.run(),
                asked.callId(),
                decision,
                resolution.arguments(),
                resolution.text(),
                resolution.remember().wire(),
                by);
        journal.append(StreamId.of(asked.run()), origin, List.of(resolved));
    }

    private void check(Confirmation asked, Resolution resolution) {
        var decision = resolution.decision();
        var question = asked.kind() == Confirmation.Kind.QUESTION;
        if (question ? decision == Decision.APPROVE || decision == Decision.EDIT : decision == Decision.ANSWER) {
            var fitting = question ? "'answer' or 'reject'" : "'approve', 'reject' or 'edit'";
            throw new AuleException(ErrorCode.INVALID, "This confirmation takes %s.".formatted(fitting));
        }
        if (decision == Decision.ANSWER && resolution.text().isBlank()) {
            throw new AuleException(ErrorCode.INVALID, "An answer needs a text; say it in 'text'.");
        }
        if (decision == Decision.EDIT) {
            checkEdit(asked, resolution.arguments());
        }
    }

    private void checkEdit(Confirmation asked, @Nullable String arguments) {
        if (arguments == null) {
            throw new AuleException(ErrorCode.INVALID, "An edit needs the changed arguments; send them in 'args'.");
        }
        var faults = revalidation.faults(asked.tool(), arguments);
        if (!faults.isEmpty()) {
            var sentence = "%s does not take these arguments: %s"
                    .formatted(asked.tool(), faults.getFirst().message());
            throw new AuleException(
                    ErrorCode.INVALID,
                    sentence,
                    faults.stream()
                            .map(it -> new Fault("/args" + it.pointer(), it.message()))
                            .toList());
        }
    }
}
