package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * The door to the network. Every request is looked at before it leaves, redirects are answers like any other, and no
 * proxy of the machine is used, because a proxy would resolve names where nobody looks.
 */
public final class Egress implements AutoCloseable {

    /** Turns a host's name into its addresses. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Resolver resolver;
    private final HttpClient client;

    Egress(Resolver resolver) {
        this.resolver = resolver;
        client = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * Sends a request and returns when the status and headers are there; the body streams. Interrupting the thread,
     * here or while it reads, closes the connection at once.
     *
     * @throws AuleException with {@code EGRESS_DENIED} if the request may not go there, {@code UNAVAILABLE} if nobody
     *     is there, {@code PROVIDER_ERROR} if somebody is and says nothing
     */
    public Incoming send(Outgoing request) throws InterruptedException {
        check(request.uri(), request.allowance());
        var origin = Origin.of(request.uri());
        var patience = request.patience();
        try {
            var answer = client.send(built(request), _ -> new Pieces(patience, origin));
            return new Incoming(origin, answer.statusCode(), answer.headers(), answer.body());
        } catch (HttpConnectTimeoutException e) {
            throw unavailable("%s does not take connections.".formatted(origin), e);
        } catch (HttpTimeoutException e) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s did not answer within %s.".formatted(origin, Patience.words(patience.headers())),
                    e);
        } catch (IOException e) {
            throw unavailable(
                    "%s cannot be reached; check that it runs and that the address is right.".formatted(origin), e);
        }
    }

    /**
     * Looks at an address without calling it.
     *
     * @throws AuleException with {@code EGRESS_DENIED} if a request with this allowance may not go there,
     *     {@code UNAVAILABLE} if the host has no address
     */
    public void check(URI uri, Allowance allowance) {
        var origin = Origin.of(uri);
        switch (allowance) {
            case Allowance.Public() -> everyAddress(origin, AddressGuard::isPublic, "is not a public address");
            case Allowance.Configured(var origins) -> {
                if (!origins.contains(origin)) {
                    throw denied("%s is not among the configured addresses.".formatted(origin));
                }
                everyAddress(origin, it -> !AddressGuard.isNeverReached(it), "is never reached from here");
            }
        }
    }

    /**
     * The addresses looked at here are those connected to as long as the JVM's name cache keeps them, which is longer
     * than a connection takes.
     */
    private void everyAddress(Origin origin, Predicate<InetAddress> fine, String reason) {
        for (var address : resolve(origin)) {
            if (!fine.test(address)) {
                throw denied("%s leads to %s, which %s.".formatted(origin, address.getHostAddress(), reason));
            }
        }
    }

    private List<InetAddress> resolve(Origin origin) {
        try {
            return resolver.addresses(origin.host());
        } catch (UnknownHostException e) {
            throw unavailable(
                    "No address is known for the host '%s'; check its spelling and the network."
                            .formatted(origin.host()),
                    e);
        }
    }

    private static HttpRequest built(Outgoing request) {
        var body = request.body();
        var builder = HttpRequest.newBuilder(request.uri())
                .method(request.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .timeout(request.patience().headers())
                .version("http".equalsIgnoreCase(request.uri().getScheme()) ? Version.HTTP_1_1 : Version.HTTP_2);
        request.headers().forEach((name, value) -> setHeader(builder, name, value));
        return builder.build();
    }

    /** Keeps the value out of the sentence: it may be a secret. */
    private static void setHeader(HttpRequest.Builder builder, String name, String value) {
        try {
            builder.setHeader(name, value);
        } catch (IllegalArgumentException _) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The value of the header '%s' holds characters that HTTP forbids; check what was pasted."
                            .formatted(name));
        }
    }

    private static AuleException denied(String sentence) {
        return new AuleException(ErrorCode.EGRESS_DENIED, sentence);
    }

    private static AuleException unavailable(String sentence, IOException cause) {
        return new AuleException(ErrorCode.UNAVAILABLE, sentence, cause);
    }

    /** Cuts whatever is still under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
