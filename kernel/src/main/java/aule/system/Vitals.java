package aule.system;

import java.util.List;

/** What the status tells and only the assembled house knows. */
public interface Vitals {

    /** @param state {@code ready}, or what keeps the room from it */
    record RoomState(String name, String state) {}

    /** @param level 1 (strongest) to 4 */
    record Isolation(int level, String name, boolean isolates, String detail) {}

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

    /** {@code provider/model}, empty if no model can be asked. */
    String defaultModel();

    List<Cache> caches();
}
