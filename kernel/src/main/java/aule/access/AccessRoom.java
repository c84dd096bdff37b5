package aule.access;

import aule.api.Operations;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.kernel.UserId;
import aule.vault.PrivateFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record AccessRoom(Access access, Operations operations) {

    private static final String PREFIX = "aule_";

    /** At the first start the home gets an owner and {@code owner.token}, which proves that somebody is the owner. */
    public static AccessRoom open(Transactions<Handle> transactions, Path home, InstantSource clock) {
        var owner = new SqlAccess.User(OrgId.LOCAL, new UserId("user-owner"), "Owner", "*");
        var sql = new SqlAccess(transactions);
        var tokens = new Tokens(new SecureRandom());
        var token = new PrivateFile(home.resolve("owner.token")).keep(() -> PREFIX + tokens.fresh());
        sql.seat(owner, Tokens.digest(checked(token)), clock.millis());
        var access = new Access(sql, tokens, clock, owner);
        return new AccessRoom(access, new AccessApi(access).operations());
    }

    /** A token that somebody could guess must not become one that works. */
    private static String checked(String token) {
        if (token.matches("aule_[A-Za-z0-9_-]{43}")) {
            return token;
        }
        throw new AuleException(
                ErrorCode.INTERNAL, "owner.token in the home is damaged; delete it and start again to get a new one.");
    }
}
