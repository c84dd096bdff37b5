package aule.workspace;

/**
 * How far a search goes.
 *
 * @param all whether it also sees what is hidden or ignored by git
 * @param most how many files and folders it looks at
 */
public record Scope(boolean all, int most) {}
