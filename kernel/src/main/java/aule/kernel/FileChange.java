package aule.kernel;

/**
 * One file that a call changed.
 *
 * @param path relative to the project's folder, with forward slashes
 * @param kind {@code created}, {@code modified}, {@code deleted} or {@code moved}
 * @param bytes the size afterwards
 * @param added lines added, 0 for binary content
 * @param removed lines removed, 0 for binary content
 */
public record FileChange(String path, String kind, long bytes, int added, int removed) {}
