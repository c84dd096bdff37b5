package aule.agents;

import aule.kernel.ConfirmationId;
import aule.kernel.ConversationId;
import aule.kernel.Money;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunImport;
import aule.kernel.RunLimits;
import aule.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run as the edge shows it. */
record RunView(
        RunId id,
        String goal,
        RunStatus status,
        Phase phase,
        @Nullable RunId parentId,
        int depth,
        int children,
        @Nullable RunId retryOf,
        @Nullable RunId forkOf,
        @Nullable Long forkAt,
        @Nullable RunImport importedFrom,
        UserId owner,
        ProjectId projectId,
        PersonaId personaId,
        @Nullable ConversationId conversationId,
        @Nullable String model,
        int priority,
        Limits limits,
        @Nullable Budget budget,
        @Nullable Integer position,
        int step,
        @Nullable List<Step> steps,
        @Nullable List<DoubtView> doubts,
        long tokensIn,
        long tokensOut,
        int toolCalls,
        @Nullable String cost,
        int unpricedCalls,
        long outputBytes,
        int unread,
        @Nullable String answer,
        @Nullable Problem error,
        @Nullable Wait waiting,
        @Nullable Retry retrying,
        @Nullable Instant dueAt,
        String lastLine,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs) {

    record Problem(String code, String detail) {}

    /** What is shown of one run, and left out of lists. */
    record Detail(List<Step> steps, List<DoubtView> doubts) {}

    record Wait(
            String reason,
            @Nullable ConfirmationId confirmationId,
            @Nullable Instant dueAt,
            @Nullable String detail) {}

    record Limits(
            int maxSteps, long maxWallMs, long maxTokens, long maxOutputBytes, int maxProcesses, long maxDiskBytes) {

        static Limits of(RunLimits it) {
            return new Limits(
                    it.maxSteps(),
                    it.maxWallMs(),
                    it.maxTokens(),
                    it.maxOutputBytes(),
                    it.maxProcesses(),
                    it.maxDiskBytes());
        }
    }

    record Budget(
            @Nullable String maxCost,
            String currency,
            @Nullable Long maxTokens,
            @Nullable Long maxSteps,
            @Nullable Long maxWallMs) {}

    record Retry(
            String code,
            String detail,
            int attempt,
            @Nullable Integer restart,
            Instant dueAt,
            @Nullable String callId) {}

    /**
     * @param position its place in the queue, 0 for none
     * @param children how many runs it started itself
     * @param detail null to leave it out
     */
    static RunView of(RunState run, int position, int children, @Nullable Detail detail, Instant now) {
        var started = run.started();
        var lineage = started.lineage();
        return new RunView(
                run.id(),
                started.goal(),
                run.status(),
                run.phase(),
                started.parentId(),
                lineage.depth(),
                children,
                lineage.retryOf(),
                lineage.forkOf(),
                lineage.forkAt(),
                lineage.importedFrom(),
                started.owner(),
                started.projectId(),
                started.personaId(),
                started.conversationId(),
                run.work().model(),
                run.terms().priority(),
                Limits.of(run.terms().limits()),
                budget(run.terms().limits().budget()),
                position == 0 ? null : position,
                run.work().step(),
                detail == null ? null : detail.steps(),
                detail == null ? null : detail.doubts(),
                run.work().tokensIn(),
                run.work().tokensOut(),
                run.work().toolCalls(),
                cost(run.work()),
                run.work().unpriced(),
                run.work().outputBytes(),
                run.work().unread(),
                run.ended() instanceof RunEvent.Completed end ? end.answer() : null,
                problem(run),
                wait(run),
                retry(run),
                run.dueAt().orElse((Instant) null),
                run.work().lastLine(),
                run.times().createdAt(),
                run.times().startedAt(),
                run.times().endedAt(),
                duration(run.times(), now));
    }

    private static @Nullable Budget budget(@Nullable RunBudget it) {
        if (it == null) {
            return null;
        }
        var cost = it.maxCostNanos();
        return new Budget(cost == null ? null : Money.text(cost), "USD", it.maxTokens(), it.maxSteps(), it.maxWallMs());
    }

    /** What is not known is not nothing. */
    private static @Nullable String cost(Work work) {
        return work.unpriced() > 0 && work.costNanos() == 0 ? null : Money.text(work.costNanos());
    }

    private static @Nullable Problem problem(RunState run) {
        return switch (run.ended()) {
            case RunEvent.Failed end -> new Problem(end.code(), end.detail());
            case RunEvent.Cancelled end -> new Problem("cancelled", end.reason());
            case RunEvent.Completed _ -> null;
            case null -> null;
        };
    }

    private static @Nullable Wait wait(RunState run) {
        var waiting = run.waiting();
        return waiting == null
                ? null
                : new Wait(waiting.reason(), waiting.confirmationId(), waiting.dueAt(), waiting.detail());
    }

    private static @Nullable Retry retry(RunState run) {
        var retrying = run.hold().retrying();
        return retrying == null || run.status() != RunStatus.RETRYING
                ? null
                : new Retry(
                        retrying.code(),
                        retrying.detail(),
                        retrying.attempt(),
                        retrying.restart(),
                        retrying.dueAt(),
                        retrying.callId());
    }

    private static @Nullable Long duration(RunState.Times times, Instant now) {
        return times.startedAt() == null
                ? null
                : Duration.between(times.startedAt(), Objects.requireNonNullElse(times.endedAt(), now))
                        .toMillis();
    }
}
