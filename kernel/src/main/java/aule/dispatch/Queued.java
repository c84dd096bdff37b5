package aule.dispatch;

import java.time.Instant;

/**
 * A task in the queue.
 *
 * @param priority 1 (urgent) to 5 (background)
 * @param since when it was submitted, or was due
 * @param position how many tasks begin up to and with this one if nothing else comes
 */
public record Queued(String kind, String key, Share share, int priority, Instant since, int position) {}
