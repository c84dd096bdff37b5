package aule.egress;

import java.util.Set;

/** Where a request may go; whoever sends one names it. */
public sealed interface Allowance {

    /** Public addresses of the internet and nothing else. */
    Allowance PUBLIC = new Public();

    /** Public addresses only. */
    record Public() implements Allowance {}

    /**
     * Only these origins, which a person configured; they may be on this machine or in its network, though never
     * link-local, which is where clouds keep their credentials.
     */
    record Configured(Set<Origin> origins) implements Allowance {

        public Configured {
            origins = Set.copyOf(origins);
        }
    }

    static Allowance configured(Origin origin) {
        return new Configured(Set.of(origin));
    }
}
