package aule.dispatch;

/**
 * What a task's row says to a kernel.
 *
 * @param queued whether any kernel may take it
 * @param cancelled whether somebody wants the work on it to stop
 */
record Row(String id, Ticket ticket, boolean queued, boolean cancelled) {}
