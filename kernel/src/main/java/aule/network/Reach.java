package aule.network;

import java.util.List;

/**
 * How far a network goes.
 *
 * @param web whether every public host may be reached on its usual ports
 * @param rules what else may be reached
 */
record Reach(boolean web, List<HostRule> rules) {

    static final Reach NOWHERE = new Reach(false, List.of());

    Reach {
        rules = List.copyOf(rules);
    }

    boolean allows(String host, int port) {
        return (web && HostRule.USUAL.contains(port)) || rules.stream().anyMatch(it -> it.allows(host, port));
    }

    /** Whether everything that may be reached by this may be reached by the other, as far as the rules tell. */
    boolean within(Reach other) {
        return (!web || other.web) && rules.stream().allMatch(other::covers);
    }

    private boolean covers(HostRule rule) {
        return (web && HostRule.USUAL.containsAll(rule.ports()))
                || rules.stream().anyMatch(it -> it.covers(rule));
    }

    boolean nowhere() {
        return !web && rules.isEmpty();
    }
}
