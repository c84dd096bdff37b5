package aule.agents.family;

import aule.agents.RunState;
import aule.kernel.RunEvent;
import java.util.List;
import java.util.stream.Collectors;

/** What came of children, in the words that their parent's model reads. */
final class Outcomes {

    private static final int LONGEST = 12_000;

    private final Family family;

    Outcomes(Family family) {
        this.family = family;
    }

    String of(List<RunState> children) {
        return children.stream().map(this::of).collect(Collectors.joining("\n\n"));
    }

    String of(RunState child) {
        return "[%s] %s · %s\n%s"
                .formatted(
                        child.id(),
                        family.persona(child).traits().name(),
                        child.status().wire(),
                        said(child));
    }

    private static String said(RunState child) {
        return switch (child.ended()) {
            case RunEvent.Completed end -> cut(end.answer());
            case RunEvent.Failed end -> "%s: %s".formatted(end.code(), cut(end.detail()));
            case RunEvent.Cancelled end -> cut(end.reason());
            case null -> cut(child.work().lastLine());
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (cut; ask the agent for a file)";
    }
}
