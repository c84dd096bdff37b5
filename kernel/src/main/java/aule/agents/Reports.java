package aule.agents;

import aule.agents.SqlRuns.Told;
import aule.kernel.AuleException;
import aule.kernel.ChildEvent;
import aule.kernel.MessageId;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells parents what becomes of their children, each thing once: in their streams, and by a message where one is due. */
public final class Reports {

    private static final int LONGEST = 12_000;

    private final SqlRuns table;
    private final Signals signals;

    Reports(SqlRuns table, Signals signals) {
        this.table = table;
        this.signals = signals;
    }

    /** Reports what an earlier life of the kernel did not come to report. */
    void catchUp(OrgId org) {
        table.unreported(org).forEach(this::of);
    }

    /** Acknowledges that a child has begun; once, however often it begins again. */
    void begun(RunState child) {
        var parent = parent(child);
        if (parent.isPresent() && table.told(child.id()) == Told.NOTHING) {
            deliver(child, parent.get(), Told.BEGUN, List.of(begun(parent.get(), child)));
        }
    }

    /** Reports one child that has ended; once, however often it is asked to. */
    public void of(RunState child) {
        var parent = parent(child);
        var told = parent.isPresent() ? table.told(child.id()) : Told.ENDED;
        if (parent.isEmpty() || told == Told.ENDED) {
            return;
        }
        if (told == Told.NOTHING && child.times().startedAt() != null) {
            deliver(child, parent.get(), Told.BEGUN, List.of(begun(parent.get(), child)));
        }
        var letters = new ArrayList<RunEvent>();
        letters.add(end(parent.get(), child));
        if (child.started().lineage().reports()) {
            letters.add(new RunEvent.Messaged(
                    parent.get(), id(child.id()), child.id().value(), words(child)));
        }
        deliver(child, parent.get(), Told.ENDED, letters);
    }

    /** What was recorded elsewhere was reported there. */
    private static Optional<RunId> parent(RunState child) {
        return child.started().lineage().importedFrom() == null
                ? Optional.ofNullable(child.started().parentId())
                : Optional.empty();
    }

    private void deliver(RunState child, RunId parent, Told what, List<RunEvent> letters) {
        try {
            signals.deliver(child.org(), child.id().value(), parent, letters);
        } catch (AuleException refused) {
            if (!isDone(refused, child, parent, what)) {
                throw refused;
            }
        }
    }

    /** Whether another kernel has told it meanwhile, or nobody is left to read it. */
    private boolean isDone(AuleException refused, RunState child, RunId parent, Told what) {
        return switch (refused.code()) {
            case CONFLICT -> table.told(child.id()).compareTo(what) >= 0;
            case ILLEGAL_TRANSITION ->
                table.find(parent).map(it -> it.status().ended()).orElse(true);
            default -> false;
        };
    }

    private static RunEvent begun(RunId parent, RunState child) {
        return new ChildEvent.Begun(parent, child.id(), call(child));
    }

    private static RunEvent end(RunId parent, RunState child) {
        return switch (child.ended()) {
            case RunEvent.Completed end ->
                new ChildEvent.Answered(
                        parent,
                        child.id(),
                        call(child),
                        cut(end.answer()),
                        duration(child),
                        child.work().tokensIn(),
                        child.work().tokensOut());
            case RunEvent.Failed end -> failed(parent, child, end.code(), end.detail());
            case RunEvent.Cancelled end -> failed(parent, child, RunStatus.CANCELLED.wire(), end.reason());
            case null -> throw new IllegalStateException("Only a run that has ended is reported");
        };
    }

    private static RunEvent failed(RunId parent, RunState child, String code, String detail) {
        return new ChildEvent.Failed(
                parent,
                child.id(),
                call(child),
                code,
                cut(detail),
                duration(child),
                child.work().tokensIn(),
                child.work().tokensOut());
    }

    private static String call(RunState child) {
        return Objects.requireNonNullElse(child.started().lineage().callId(), "");
    }

    private static long duration(RunState child) {
        var times = child.times();
        var end = Objects.requireNonNullElse(times.endedAt(), times.lastAt());
        return Duration.between(times.createdAt(), end).toMillis();
    }

    private static String words(RunState child) {
        return switch (child.ended()) {
            case RunEvent.Completed end -> "I am done.\n" + cut(end.answer());
            case RunEvent.Failed end -> "I failed (%s): %s".formatted(end.code(), cut(end.detail()));
            case RunEvent.Cancelled end -> "I was cancelled: " + cut(end.reason());
            case null -> throw new IllegalStateException("Only a run that has ended is reported");
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    static MessageId id(RunId child) {
        return new MessageId("msg-" + child.value().substring("run-".length()));
    }

    /** Whose report a message is, if it is one. */
    static Optional<RunId> child(RunEvent.Messaged message) {
        return Optional.of(message.sender())
                .filter(sender -> sender.startsWith("run-"))
                .map(RunId::new)
                .filter(sender -> id(sender).equals(message.messageId()));
    }
}
