package aule.gateway;

import aule.access.Access;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.UserId;
import aule.schema.Operation;
import io.javalin.http.Context;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out who asks, and counts how often they do. */
final class Identity {

    private static final Principal ANYONE =
            new Principal(OrgId.LOCAL, new UserId("user-anonymous"), "Anonymous", Set.of());
    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

    private final Access access;
    private final RateLimits limits;

    Identity(Access access, RateLimits limits) {
        this.access = access;
        this.limits = limits;
    }

    /** Who may call this operation because they are who they are. */
    Principal of(Context http, Operation operation) {
        if (operation.isPublic()) {
            if (!operation.path().startsWith("/health/")) {
                limits.countAnonymous(http);
            }
            return ANYONE;
        }
        var principal = known(http);
        limits.count(http, principal);
        principal.require(operation.permission());
        return principal;
    }

    /** The same for somebody who was let in before, and does one thing more. */
    Principal of(Credentials shown, Operation operation) {
        var principal = still(shown, operation);
        limits.count(principal);
        return principal;
    }

    /** Who may still do this; it does not count as asking. */
    Principal still(Credentials shown, Operation operation) {
        var principal = prove(shown);
        principal.require(operation.permission());
        return principal;
    }

    private Principal known(Context http) {
        try {
            return prove(Credentials.of(http));
        } catch (AuleException stranger) {
            limits.countAnonymous(http);
            throw stranger;
        }
    }

    /** A header that is there counts alone: one that is wrong is not made good by a cookie. */
    private Principal prove(Credentials shown) {
        var header = shown.header();
        if (header != null) {
            var bearer = BEARER.matcher(header);
            return access.byToken(bearer.matches() ? bearer.group(1) : "");
        }
        var session = shown.session();
        if (session == null) {
            throw new AuleException(
                    ErrorCode.UNAUTHENTICATED, "Sign in first: open a sign-in link, or send a bearer token.");
        }
        return access.bySession(session);
    }
}
