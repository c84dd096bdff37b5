package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.SystemClock;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The door to the network. Every request is looked at before it leaves, redirects are answers like any other, and no
 * proxy of the machine is used, because a proxy would resolve names where nobody looks.
 */
public final class Egress implements AutoCloseable {

    private final Line abroad;
    private final Line configured;
    private final InstantSource clock;
    private volatile Witness witness = (_, _) -> {};

    Egress(Wall.Resolver resolver) {
        this(resolver, SystemClock.UTC);
    }

    /** What one allowance opened is never used under the other. */
    Egress(Wall.Resolver resolver, InstantSource clock) {
        this.clock = clock;
        abroad = new Line(Wall.ofPublic(resolver));
        configured = new Line(new Wall(resolver, it -> !AddressGuard.isNeverReached(it), "is never reached from here"));
    }

    /**
     * Sends a request and returns when the status and headers are there; the body streams. Interrupting the thread, a
     * virtual one, here or while it reads, closes the connection at once.
     *
     * @throws AuleException with {@code EGRESS_DENIED} if the request may not go there, {@code UNAVAILABLE} if nobody
     *     is there, {@code PROVIDER_ERROR} if somebody is and says nothing
     */
    public Incoming send(Outgoing request) throws InterruptedException {
        var origin = origin(request);
        var passing = new Passing(Target.of(request.method(), origin), watching(request.behalf()), clock);
        try {
            return sent(request, origin, passing);
        } catch (AuleException e) {
            if (e.code() == ErrorCode.EGRESS_DENIED) {
                passing.denied(e.sentence());
            } else {
                passing.failed(e.sentence());
            }
            throw e;
        } catch (InterruptedException e) {
            passing.failed("It was interrupted.");
            throw e;
        }
    }

    private Origin origin(Outgoing request) {
        try {
            return Origin.of(request.uri());
        } catch (AuleException e) {
            var named = Objects.requireNonNullElse(request.uri().getHost(), "?");
            var target = new Target(
                    request.method(), named, Math.max(0, request.uri().getPort()));
            new Passing(target, watching(request.behalf()), clock).denied(e.sentence());
            throw e;
        }
    }

    /** Has somebody hear of every request that begins from now on. */
    public void tell(Witness hearer) {
        witness = hearer;
    }

    private Gatekeeper watching(Behalf behalf) {
        return new Gatekeeper() {

            @Override
            public Ruling rule(Target target) {
                return Ruling.OPEN;
            }

            @Override
            public String spend(long bytes) {
                return "";
            }

            @Override
            public void ended(Passage passage) {
                witness.saw(behalf, passage);
            }
        };
    }

    private Incoming sent(Outgoing request, Origin origin, Passing passing) throws InterruptedException {
        var line = line(origin, request.allowance());
        try {
            passing.left(request.body().getBytes(StandardCharsets.UTF_8).length);
            return line.send(request, origin, passing);
        } catch (Line.Late e) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s did not answer within %s."
                            .formatted(origin, Patience.words(request.patience().headers())),
                    e);
        } catch (Wall.Unanswered e) {
            throw unavailable("%s does not take connections.".formatted(origin), e);
        } catch (UnknownHostException e) {
            throw nowhere(origin, e);
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
        try {
            line(origin, allowance).wall().lookup(origin.host());
        } catch (UnknownHostException e) {
            throw nowhere(origin, e);
        }
    }

    private Line line(Origin origin, Allowance allowance) {
        return switch (allowance) {
            case Allowance.Public() -> abroad;
            case Allowance.Configured(var origins) -> {
                if (!origins.contains(origin)) {
                    throw denied("%s is not among the configured addresses.".formatted(origin));
                }
                yield configured;
            }
        };
    }

    private static AuleException nowhere(Origin origin, UnknownHostException cause) {
        return cause instanceof Wall.Denied
                ? denied(String.valueOf(cause.getMessage()))
                : unavailable(
                        "No address is known for the host '%s'; check its spelling and the network."
                                .formatted(origin.host()),
                        cause);
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
        abroad.close();
        configured.close();
    }
}
