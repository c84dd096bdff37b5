package aule.kernel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as the journal keeps it.
 *
 * @param seq its place in the whole journal, in the order of commits; what {@code Last-Event-ID} carries
 * @param id UUIDv7
 * @param position its place in its stream, from 1
 * @param type the wire name of {@code body}, for example {@code run.started}
 * @param version the version of the body's shape, from 1
 * @param actor who caused it: a user id, a run id or {@code kernel}
 * @param correlation what this belongs to, in practice the id of the first run or request
 * @param causation the id of the event that led to this one
 */
public record Envelope(
        long seq,
        UUID id,
        OrgId org,
        @Nullable ProjectId project,
        StreamId stream,
        long position,
        String type,
        int version,
        String actor,
        String correlation,
        @Nullable String causation,
        Instant at,
        Event body) {}
