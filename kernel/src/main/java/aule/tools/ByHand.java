package aule.tools;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.policy.Confirmations;
import java.util.Set;

/** Calls that a person makes without an agent: the same path, each in a stream of its own. */
final class ByHand {

    /** The persona of such a call. */
    static final PersonaId NOBODY = new PersonaId("pers-none");

    /** The call's id, for there is no other in its stream. */
    static final String CALL = "by-hand";

    private final Tools tools;
    private final Confirmations confirmations;
    private final Rate rate;
    private final Ids ids;

    ByHand(Tools tools, Confirmations confirmations, Rate rate, Ids ids) {
        this.tools = tools;
        this.confirmations = confirmations;
        this.rate = rate;
        this.ids = ids;
    }

    Tools.Outcome.Direct run(Principal principal, ToolName tool, String arguments, ProjectId project) {
        limit(principal);
        return perform(principal, new RunId(ids.next("run")), tool, arguments, project);
    }

    /** Executes a call that a person was asked about and that was resolved meanwhile; once. */
    Tools.Outcome.Direct goOn(Principal principal, ToolName tool, ConfirmationId id) {
        limit(principal);
        var asked = confirmations.find(principal.org(), id);
        var project = asked.project();
        if (!asked.callId().equals(CALL) || !asked.tool().equals(tool) || project == null) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The confirmation '%s' is not about a call of %s by hand; its run goes on by itself."
                            .formatted(id, tool));
        }
        return perform(principal, asked.run(), tool, asked.arguments(), project);
    }

    private void limit(Principal principal) {
        var wait = rate.take(principal.user().value());
        if (!wait.isZero()) {
            throw new AuleException(
                    ErrorCode.RATE_LIMITED, "Too many tool calls; wait %d seconds.".formatted(wait.toSeconds() + 1));
        }
    }

    private Tools.Outcome.Direct perform(
            Principal principal, RunId run, ToolName tool, String arguments, ProjectId project) {
        var user = principal.user();
        var origin = new Journal.Origin(principal.org(), project, user.value(), run.value(), null, Journal.NO_LEASE);
        var request = new Tools.Request(
                principal.org(),
                user,
                project,
                NOBODY,
                run,
                0,
                CALL,
                tool.value(),
                arguments,
                Set.of(),
                Tool.Bounds.NONE,
                origin);
        try {
            return switch (tools.perform(request)) {
                case Tools.Outcome.Direct outcome -> outcome;
                case Tools.Outcome.Fails(var failure) ->
                    tools.refuse(request, tool, failure.code(), failure.sentence());
                case Tools.Outcome.Pending _ ->
                    tools.giveUp(
                            request,
                            tool,
                            ErrorCode.TOOL_FAILED,
                            "%s waits for something, which only a run can; have an agent call it.".formatted(tool));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The call was stopped before it ended; try again.", e);
        }
    }
}
