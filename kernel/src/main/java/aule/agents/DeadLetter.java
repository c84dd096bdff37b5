package aule.agents;

/**
 * A run that failed and whose goal nobody has tried again or given up.
 *
 * @param seq its place in the list, newest first
 * @param attempts how many runs tried the same goal in a row, this one included
 */
public record DeadLetter(RunState run, long seq, int attempts) {}
