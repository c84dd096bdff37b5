package aule.kernel;

import java.util.function.Function;

/**
 * The way to the database: reads see the last commit, writes are on disk when they return.
 *
 * @param <H> an open connection, in practice JDBI's {@code Handle}
 */
public interface Transactions<H> {

    /** Runs read-only work on a connection of its own. */
    <T> T read(Function<H, T> work);

    /**
     * Runs work in one transaction and returns once it is durable. Writes of concurrent callers may share one
     * commit; an exception undoes only the work that threw it. Never call a model, a tool or another write inside.
     */
    <T> T write(Function<H, T> work);
}
