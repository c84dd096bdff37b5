package aule.gateway;

import aule.access.Access;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows to prove who they are.
 *
 * @param header the Authorization header; if it is there, it counts alone
 * @param session what the cookie carries
 */
record Credentials(@Nullable String header, @Nullable String session) {

    static Credentials of(Context http) {
        return new Credentials(http.header("Authorization"), http.cookie(Access.COOKIE));
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
