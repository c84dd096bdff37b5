package aule.workspace;

import aule.kernel.ProjectId;
import java.nio.file.Path;

/**
 * One project's folder, ready to work in.
 *
 * @param folder where it is on this machine; for the sandbox, never for file access
 * @param files the only way to its files
 */
public record Workspace(ProjectId project, Path folder, Beneath files) {}
