package aule.tools;

import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;

/** What a request comes to as far as it can be told without deciding or executing anything. */
public sealed interface Rehearsal {

    /**
     * It would be put to the policy.
     *
     * @param arguments a JSON object as text: what would execute
     * @param note what was repaired, empty if nothing
     * @param leaves whether they name a place outside the workspace, which may be called otherwise when it is looked for
     */
    record Ready(Tool.Spec spec, String arguments, String note, boolean leaves) implements Rehearsal {}

    /** It would be refused with this sentence. */
    record Refused(ToolName tool, ErrorCode code, String sentence) implements Rehearsal {

        public Refused {
            sentence = Bounded.of(sentence, Bounded.LARGEST).text();
        }
    }

    /** Whether a call was refused as it was read, before anybody decided about it. */
    static boolean refused(RunEvent.ToolAnswered answer) {
        if (answer.receiptId() != null) {
            return false;
        }
        return switch (ErrorCode.named(answer.error()).orElse(ErrorCode.INTERNAL)) {
            case NOT_FOUND -> answer.output().startsWith(Tools.NO_SUCH_TOOL);
            case TOOL_NOT_ALLOWED -> true;
            case INVALID -> answer.output().startsWith(Arguments.NOT_CALLED.formatted(answer.tool()));
            default -> false;
        };
    }
}
