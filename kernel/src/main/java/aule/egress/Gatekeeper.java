package aule.egress;

import aule.kernel.ErrorCode;

/** Decides on the requests of one sandbox, and hears what became of each. Called by many threads. */
public interface Gatekeeper {

    /** Decides on a request before anything leaves; whether the address is public is looked at afterwards. */
    Ruling rule(Target target);

    /**
     * Takes bytes into account that are about to pass, in either direction.
     *
     * @return why no more may pass, as a sentence; empty if these may
     */
    String spend(long bytes);

    /** A request ended or was turned back; once for each. */
    void ended(Passage passage);

    /** What is said to a request. */
    sealed interface Ruling {

        Ruling OPEN = new Open();

        /** It may go. */
        record Open() implements Ruling {}

        /** It may not. */
        record Closed(ErrorCode code, String sentence) implements Ruling {}
    }
}
