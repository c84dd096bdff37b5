package aule.access;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.AuleException;
import aule.kernel.OrgId;
import aule.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers the operations of {@code api/access.yaml}. */
final class AccessApi {

    record Exchange(String code) {}

    record Link(String url, String code, Instant expiresAt) {}

    record Me(Person user, OrgId orgId, List<String> permissions) {}

    record Person(UserId id, String name) {}

    /** The server decides when a session ends, so the browser keeps its cookie as long as browsers do. */
    private static final long COOKIE_SECONDS = Duration.ofDays(400).toSeconds();

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private final Access access;

    AccessApi(Access access) {
        this.access = access;
    }

    Operations operations() {
        return new Operations(
                "access",
                Map.of(
                        "exchangeCode", this::exchange,
                        "openSignInLink", this::open,
                        "createSignInLink", this::link,
                        "showMe", this::me,
                        "signOut", this::signOut));
    }

    private Answer exchange(Call call) {
        return signedIn(Answer.noContent(), call.body(Exchange.class).code());
    }

    private Answer open(Call call) {
        try {
            return signedIn(Answer.redirect("/"), call.query("code").orElse(""));
        } catch (AuleException refused) {
            return Answer.text("text/html; charset=utf-8", page(refused.sentence()))
                    .status(refused.code().status())
                    .with("Content-Security-Policy", PAGE_POLICY)
                    .with("Cache-Control", "no-store");
        }
    }

    private Answer signedIn(Answer answer, String code) {
        return answer.with(new Answer.Cookie(Access.COOKIE, access.exchange(code), COOKIE_SECONDS))
                .with("Cache-Control", "no-store");
    }

    private Answer link(Call call) {
        var code = access.code(call.principal());
        var url =
                "http://%s/login?code=%s".formatted(desktop(call.header("Host").orElse("localhost")), code.code());
        return Answer.created("/login", new Link(url, code.code(), code.expiresAt()))
                .with("Cache-Control", "no-store");
    }

    /** The desktop lives at localhost, because only there do the origins beside it work. */
    private static String desktop(String host) {
        return host.replaceFirst("^(127\\.0\\.0\\.1|\\[::1])(?=:|$)", "localhost");
    }

    private Answer me(Call call) {
        var who = call.principal();
        return Answer.ok(new Me(
                new Person(who.user(), who.name()),
                who.org(),
                who.permissions().stream().sorted().toList()));
    }

    private Answer signOut(Call call) {
        call.cookie(Access.COOKIE).ifPresent(access::signOut);
        return Answer.noContent().with(new Answer.Cookie(Access.COOKIE, "", 0));
    }

    private static String page(String sentence) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <title>Sign in to Aule</title>
                <body style="font: 16px/1.5 system-ui; max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem">
                <h1>Sign in to Aule</h1>
                <p>%s</p>
                <p>In a terminal, <code>./aule up</code> prints a new one.</p>
                </body>
                </html>
                """.formatted(sentence);
    }
}
