package aule.kernel;

import java.time.Instant;

/**
 * Where a run was recorded that is only kept here.
 *
 * @param run its id there
 * @param at when it did something there last
 * @param archive the hash of the file that it came in
 */
public record RunImport(RunId run, Instant at, Sha256 archive) {}
