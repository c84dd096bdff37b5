package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.MessageId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.Optional;

/** Tells parents how the children ended that work for them in the background. */
public final class Reports {

    private static final int LONGEST = 12_000;

    private final SqlRuns table;
    private final Signals signals;

    Reports(SqlRuns table, Signals signals) {
        this.table = table;
        this.signals = signals;
    }

    /** Reports what an earlier life of the kernel did not come to report. */
    void catchUp() {
        table.unreported().forEach(this::of);
    }

    /** Reports one child that has ended; once, however often it is asked to. */
    public void of(RunState child) {
        var parent = child.started().parentId();
        if (parent == null || !child.started().lineage().reports()) {
            return;
        }
        var message = new RunEvent.Messaged(parent, id(child.id()), child.id().value(), words(child));
        try {
            signals.deliver(child.org(), message);
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.CONFLICT && refused.code() != ErrorCode.ILLEGAL_TRANSITION) {
                throw refused;
            } // it is reported already, or nobody is left to read it
        }
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

    private static MessageId id(RunId child) {
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
