package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a database that cannot do its work just now from one that refuses a statement. */
final class Trouble {

    /** Primary codes: the disk, the memory, a lock or the file itself, and not what the statement says. */
    private static final Set<Integer> SQLITE = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code,
            SQLiteErrorCode.SQLITE_NOTADB.code);

    private static final int PRIMARY = 0xff;

    /** No connection, a transaction that was undone, no disk or memory, an administrator, the machine. */
    private static final Set<String> POSTGRES = Set.of("08", "40", "53", "57", "58");

    /** The server ended a transaction in which nothing happened for too long. */
    private static final String FROZEN = "25P03";

    private Trouble() {}

    /** What a caller is to see of a failed write. */
    static RuntimeException seen(RuntimeException failure) {
        return failure instanceof JdbiException refusal && isBehind(refusal) ? unconfirmed(refusal) : failure;
    }

    /** A write of which nobody can say that it is on disk. */
    static AuleException unconfirmed(Throwable failure) {
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "The database did not confirm the write, so it does not count. Check the disk or the connection and try again.",
                failure);
    }

    /** What a caller is to see of a failed read. */
    static RuntimeException unread(JdbiException failure) {
        if (!isBehind(failure)) {
            return failure;
        }
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "The database could not be read. Check the disk or the connection and try again.",
                failure);
    }

    /** What the database itself said. */
    static String reason(Throwable failure) {
        var last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.toString();
    }

    private static boolean isBehind(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException) {
                return true;
            }
            if (cause instanceof SQLiteException refused) {
                return SQLITE.contains(refused.getResultCode().code & PRIMARY);
            }
            if (cause instanceof SQLException refused && refused.getSQLState() != null) {
                var state = refused.getSQLState();
                return state.equals(FROZEN) || POSTGRES.stream().anyMatch(state::startsWith);
            }
        }
        return false;
    }
}
