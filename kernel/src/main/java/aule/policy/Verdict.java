package aule.policy;

/**
 * What the policy says to one action.
 *
 * @param rule the id of the rule that decided
 */
public record Verdict(Rule.Answer answer, String rule, String reason) {

    /** As journals and receipts keep it, for example {@code allow:reading}. */
    public String brief() {
        return answer.wire() + ":" + rule;
    }
}
