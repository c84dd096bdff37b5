package aule.access;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Proof of who somebody is: a bearer token, a session, or a code that becomes a session once. */
public final class Access {

    /** The cookie that carries a session. */
    public static final String COOKIE = "aule_session";

    static final Duration SESSION = Duration.ofDays(30);
    static final Duration CODE = Duration.ofMinutes(10);
    private static final Duration SLACK = Duration.ofDays(1);
    private static final int LONGEST = 200;

    /** A code to sign in with, once. */
    public record SignInCode(String code, Instant expiresAt) {}

    private final SqlAccess sql;
    private final Tokens tokens;
    private final InstantSource clock;
    private final SqlAccess.User owner;

    Access(SqlAccess sql, Tokens tokens, InstantSource clock, SqlAccess.User owner) {
        this.sql = sql;
        this.tokens = tokens;
        this.clock = clock;
        this.owner = owner;
    }

    /** Every permission there is, by its name on the wire. */
    public Set<String> permissions() {
        return Permission.names();
    }

    /** @throws AuleException with {@code UNAUTHENTICATED} unless somebody holds exactly this token */
    public Principal byToken(String token) {
        return known(token, sql.token(Tokens.digest(clip(token))))
                .orElseThrow(() -> unknown("This token is not valid; use the one in the home's owner.token."));
    }

    /**
     * Finds who is signed in, and lets a session in use live on.
     *
     * @throws AuleException with {@code UNAUTHENTICATED} unless the session lives
     */
    public Principal bySession(String session) {
        var found = sql.session(Tokens.digest(clip(session)), clock.millis());
        found.ifPresent(this::extend);
        return known(session, found).orElseThrow(() -> unknown("This session is over; sign in again."));
    }

    /** A fresh code for somebody who already proved who they are, or for the owner at the machine. */
    public SignInCode code(Principal principal) {
        var code = tokens.fresh();
        var expires = clock.instant().plus(CODE);
        sql.addCode(Tokens.digest(code), principal.org(), principal.user(), expires.toEpochMilli(), clock.millis());
        return new SignInCode(code, expires);
    }

    /** The person whose machine this is. */
    public Principal owner() {
        return principal(owner);
    }

    /**
     * Turns a code into a session.
     *
     * @throws AuleException with {@code UNAUTHENTICATED} if the code was used, is too old or never was one
     */
    public String exchange(String code) {
        var session = tokens.fresh();
        var expires = clock.instant().plus(SESSION).toEpochMilli();
        return sql.exchange(Tokens.digest(clip(code)), Tokens.digest(session), clock.millis(), expires)
                .map(_ -> session)
                .orElseThrow(() -> unknown("This sign-in link was used or is too old; ask for a new one."));
    }

    public void signOut(String session) {
        sql.endSession(Tokens.digest(clip(session)));
    }

    /** Writes at most once a day, so that reading does not turn into writing. */
    private void extend(SqlAccess.Proof session) {
        var until = clock.instant().plus(SESSION).toEpochMilli();
        if (until - session.expiresAt() > SLACK.toMillis()) {
            sql.extend(session.digest(), until);
        }
    }

    private Optional<Principal> known(String shown, Optional<SqlAccess.Proof> kept) {
        return kept.filter(it -> Tokens.same(it.digest(), Tokens.digest(shown))).map(it -> principal(it.user()));
    }

    /** Nothing we ever gave out is longer. */
    private static String clip(String shown) {
        return shown.length() > LONGEST ? "" : shown;
    }

    private static Principal principal(SqlAccess.User user) {
        return new Principal(user.org(), user.id(), user.name(), Permission.granted(user.permissions()));
    }

    private static AuleException unknown(String sentence) {
        return new AuleException(ErrorCode.UNAUTHENTICATED, sentence);
    }
}
