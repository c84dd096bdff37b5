package aule.gateway;

import aule.api.Answer;
import aule.api.Views;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to every request, whatever it asks for: it gets a name, it is let in or not, and it gets an answer. */
final class Edge {

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final String REQUEST_ID = "aule.request-id";

    private final Doorkeeper doorkeeper;
    private final Views views;
    private final Answers answers;
    private final Ids ids;

    Edge(Doorkeeper doorkeeper, Views views, Answers answers, Ids ids) {
        this.doorkeeper = doorkeeper;
        this.views = views;
        this.answers = answers;
        this.ids = ids;
    }

    void guard(RoutesConfig routes) {
        routes.before(this::enter);
        routes.exception(AuleException.class, (failure, http) -> send(http, Problem.of(failure, requestId(http))));
        routes.exception(
                HttpResponseException.class,
                (failure, http) -> send(
                        http,
                        Problem.http(
                                failure.getStatus(),
                                "%s %s is not possible here."
                                        .formatted(http.req().getMethod(), http.path()),
                                requestId(http))));
        routes.exception(Exception.class, this::bug);
    }

    /** Returns whether the kernel itself is asked. */
    boolean enter(Context http) throws IOException {
        var id = named(http);
        http.attribute(REQUEST_ID, id);
        Headers.everywhere(http, id);
        switch (doorkeeper.addressee(http)) {
            case Hosts.Addressee.Kernel() -> {
                Headers.kernel(http);
                doorkeeper.check(http);
                return true;
            }
            case Hosts.Addressee.View(var label) -> {
                show(http, label);
                http.skipRemainingHandlers();
                return false;
            }
            case Hosts.Addressee.Stranger() ->
                throw Doorkeeper.forbidden("This kernel does not answer under that name; use http://localhost:%d."
                        .formatted(http.req().getLocalPort()));
        }
    }

    /** Nothing of the kernel is reachable here: no API, no cookie, no identity. */
    private void show(Context http, String label) throws IOException {
        http.header("Content-Security-Policy", Headers.view(http.req().getLocalPort()));
        http.header("Access-Control-Allow-Origin", "null");
        http.header("Cache-Control", "no-store");
        if (!Set.of("GET", "HEAD").contains(http.req().getMethod())) {
            http.res().setHeader("Allow", "GET, HEAD");
            answers.send(http, Problem.http(405, "A view is only looked at.", requestId(http)));
            return;
        }
        var shown = views.show(label, decoded(http)).map(Edge::withoutPowers);
        answers.send(
                http,
                shown.orElseThrow(() ->
                        new AuleException(ErrorCode.NOT_FOUND, "There is nothing here; the view may have ended.")));
    }

    /** The server decodes once and refuses what would mean something else then, such as a hidden slash. */
    private static String decoded(Context http) {
        try {
            return Objects.requireNonNullElse(http.req().getPathInfo(), "/");
        } catch (IllegalArgumentException hidden) {
            throw new AuleException(
                    ErrorCode.INVALID, "This address could mean two things; write its slashes as slashes.", hidden);
        }
    }

    /** A view cannot loosen the rules it is shown under. */
    private static Answer withoutPowers(Answer answer) {
        var headers = new HashMap<>(answer.headers());
        headers.keySet()
                .removeIf(it -> Set.of("content-security-policy", "set-cookie", "access-control-allow-origin")
                        .contains(it.toLowerCase(Locale.ROOT)));
        return new Answer(answer.status(), headers, List.of(), answer.body());
    }

    /** A client may name its request; anything else gets a name from us. */
    private String named(Context http) {
        var sent = http.header("X-Request-Id");
        return sent != null && sent.matches("[A-Za-z0-9._-]{1,64}") ? sent : ids.next("req");
    }

    static String requestId(Context http) {
        return Objects.requireNonNullElse(http.attribute(REQUEST_ID), "req-unknown");
    }

    private void bug(Exception failure, Context http) {
        if (failure instanceof IOException && http.res().isCommitted()) {
            LOG.debug("{} {}: the client left", requestId(http), http.path());
            return;
        }
        LOG.error("{} {} {} failed", requestId(http), http.req().getMethod(), http.path(), failure);
        send(http, Problem.bug(requestId(http)));
    }

    private void send(Context http, Problem problem) {
        try {
            answers.send(http, problem);
        } catch (IOException e) {
            LOG.debug("{} {}: the client left before its answer", requestId(http), http.path());
        }
    }
}
