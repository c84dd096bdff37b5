package aule.store;

import java.sql.Types;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** What the two databases do not do alike. */
enum Dialect {
    SQLITE,
    POSTGRES;

    private static final String TURN = "SELECT pg_advisory_xact_lock(" + SqlLine.key("writer") + ")";

    /**
     * PostgreSQL has no place in its texts for the character 0, which commands do print; its driver keeps prepared
     * statements by itself.
     */
    Jdbi open(DataSource source) {
        var jdbi = Jdbi.create(source);
        return this == POSTGRES
                ? jdbi.registerArgument(new WithoutZeros())
                : jdbi.setStatementBuilderFactory(new KeptStatements());
    }

    /**
     * Waits, in a transaction that has just begun, until no other kernel is in one. Batches that touch the same rows
     * in another order would wait for each other, and the journal's numbers need one writer at a time anyway.
     */
    void awaitTurn(Handle handle) {
        if (this == POSTGRES) {
            handle.execute(TURN);
        }
    }

    private static final class WithoutZeros extends AbstractArgumentFactory<String> {

        WithoutZeros() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            return (position, statement, _) -> statement.setString(position, value.replace('\0', '\uFFFD'));
        }
    }
}
