package aule.egress;

/** Hears of every request of the kernel, once it has ended; quick, and called by many threads. */
@FunctionalInterface
public interface Witness {

    /** The bytes are those of the bodies. */
    void saw(Behalf behalf, Passage passage);
}
