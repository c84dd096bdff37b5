package aule.system;

import java.nio.file.Path;
import java.time.Instant;

/**
 * What this kernel is and where it keeps everything.
 *
 * @param store where the database is; never with a password
 * @param node what the kernel is called among those that share its database
 */
public record Installation(String version, Path home, String store, String node, Instant startedAt) {}
