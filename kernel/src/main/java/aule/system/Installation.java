package aule.system;

import java.nio.file.Path;
import java.time.Instant;

/** What this kernel is and where it keeps everything. */
public record Installation(String version, Path home, Instant startedAt) {}
