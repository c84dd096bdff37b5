package aule.kernel;

/**
 * An output that is kept whole outside the journal.
 *
 * @param handle what it is read by, for example {@code out-3f…}
 * @param sha256 of its bytes
 * @param bytes its length as UTF-8 text
 * @param owner whose run it came from
 */
public record WholeOutput(String handle, Sha256 sha256, long bytes, UserId owner) {}
