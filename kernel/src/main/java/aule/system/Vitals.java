package aule.system;

import java.util.List;

/** What the status tells and only the assembled house knows. */
public interface Vitals {

    /** @param state {@code ready}, or what keeps the room from it */
    record RoomState(String name, String state) {}

    /** @param level 1 (strongest) to 4 */
    record Isolation(int level, String name, boolean isolates, String detail) {}

    /**
     * One rung of the isolation ladder.
     *
     * @param level 1 (strongest) to 4
     * @param works whether commands can run on it on this machine
     * @param inForce whether commands run on it unless the policy says otherwise
     * @param reason one sentence: what it is, or why it does not work
     * @param remedy what to do so that it works; empty if it does
     */
    record Rung(
            int level, String name, boolean isolates, boolean works, boolean inForce, String reason, String remedy) {}

    /**
     * Something that a room keeps at hand.
     *
     * @param entries how many there are now, never more than {@code bound}
     * @param hits how often it had what was asked for since the kernel started
     */
    record Cache(String name, long entries, long bound, long hits, long misses) {}

    boolean ready();

    int port();

    List<RoomState> rooms();

    /** How commands are kept apart from the machine. */
    Isolation isolation();

    /** Every rung, strongest first; those that were not tried yet are tried now, which may take some seconds. */
    List<Rung> rungs();

    /** {@code provider/model}, empty if no model can be asked. */
    String defaultModel();

    List<Cache> caches();
}
