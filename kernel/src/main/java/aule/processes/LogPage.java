package aule.processes;

/**
 * A part of what a process said. Offsets count bytes from the beginning.
 *
 * @param offset where it begins; later than asked for if that is gone
 * @param nextOffset where the next part begins
 * @param firstOffset the oldest offset that is still there
 * @param bytes how many were ever said
 */
public record LogPage(long offset, String text, long nextOffset, long firstOffset, long bytes) {

    static final LogPage NOTHING = new LogPage(0, "", 0, 0, 0);
}
