package aule.agents.parcel;

import aule.agents.RunStatus;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a parcel says it holds.
 *
 * @param format {@link #FORMAT}
 * @param version of the format, from 1
 * @param root the run it is about
 * @param takenAt when that run did something last
 * @param runs that run and those that it started, a parent before its children
 * @param parts everything else in the parcel
 */
public record Manifest(String format, int version, RunId root, Instant takenAt, List<Entry> runs, List<Part> parts) {

    static final String FORMAT = "aule.run";
    static final int VERSION = 1;

    /** One run of a parcel. */
    public record Entry(RunId id, @Nullable RunId parentId, String goal, RunStatus status, int events) {}

    /** One part of a parcel. */
    public record Part(String path, long bytes, Sha256 sha256) {}

    public Manifest {
        runs = List.copyOf(runs);
        parts = List.copyOf(parts);
    }
}
