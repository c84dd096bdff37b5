package aule.network;

import aule.sandbox.Sandbox;

/** Opens the network of commands. */
public interface Ways {

    /** Where nobody gets out. */
    Ways NONE = new Ways() {

        @Override
        public Way open(Party party, String wanted) {
            return Way.NONE;
        }

        @Override
        public String wider(Party party, String wanted) {
            return "";
        }
    };

    /**
     * Opens what a command gets: what its project and its agent have, what the agents above it have, and no more than it
     * asks for. Whoever asks for more has had a person asked.
     *
     * @param wanted {@code offline}, {@code packages}, {@code web}, or hosts; empty for what there is
     * @return to be closed when the command has ended
     * @throws aule.kernel.AuleException with {@code EGRESS_DENIED} for more than the run has for which this one works,
     *     {@code INVALID} for what is no network
     */
    Way open(Party party, String wanted);

    /** Why a person is to be asked first, as a sentence; empty if what is wanted is not more than there is. */
    String wider(Party party, String wanted);

    /** One command's network. */
    record Way(Sandbox.Network network, Runnable closing) implements AutoCloseable {

        public static final Way NONE = new Way(Sandbox.Network.NONE, () -> {});

        @Override
        public void close() {
            closing.run();
        }
    }
}
