package aule.dispatch;

/**
 * Whose turn a task takes. Turns go round between the owners that wait and, within an owner, between its projects.
 *
 * @param project empty for a task of no project
 */
public record Share(String owner, String project) {}
