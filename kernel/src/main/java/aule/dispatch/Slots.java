package aule.dispatch;

import java.util.HashMap;
import java.util.Map;

/** Who works now, counted against the limits. Guarded by the admission's lock. */
final class Slots {

    private final Map<String, Integer> owners;
    private Limits limits;
    private int busy;

    Slots(Limits limits) {
        this(limits, Map.of(), 0);
    }

    private Slots(Limits limits, Map<String, Integer> owners, int busy) {
        this.limits = limits;
        this.owners = new HashMap<>(owners);
        this.busy = busy;
    }

    Slots copy() {
        return new Slots(limits, owners, busy);
    }

    void limits(Limits other) {
        limits = other;
    }

    boolean free() {
        return busy < limits.slots();
    }

    /** Whether an owner is below its own limit. */
    boolean freeFor(String owner) {
        return limits.perOwner() >= limits.slots() || owners.getOrDefault(owner, 0) < limits.perOwner();
    }

    void take(String owner) {
        busy++;
        owners.merge(owner, 1, Integer::sum);
    }

    void giveBack(String owner) {
        busy--;
        owners.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
    }
}
