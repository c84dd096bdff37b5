package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Holds all runs together to what each provider may be asked: calls at the same time, calls and tokens a minute. */
final class Gates {

    /** Waits; stops waiting when the thread is interrupted. */
    @FunctionalInterface
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    /** Calls at the same time to a provider elsewhere that has no limit of its own. */
    static final int IN_FLIGHT = 256;

    /** Whoever would wait longer is told so instead. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int BYTES_PER_TOKEN = 4;

    private final InstantSource clock;
    private final Pause pause;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    Gates(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** The same model behind the gate of its provider. */
    ChatModel guard(ChatModel model, Configured provider) {
        var gate = gate(provider);
        return new ChatModel() {
            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                return gate.through(model, request, listener);
            }
        };
    }

    /** Other limits mean another gate; whoever is behind the old one is not counted again. */
    private Gate gate(Configured provider) {
        return gates.compute(
                provider.id() + "@" + provider.baseUrl(),
                (_, known) -> known != null && known.limits.equals(provider.limits()) ? known : new Gate(provider));
    }

    private static long tokens(ChatModel.Request request) {
        var bytes = (long) request.system().length();
        for (var message : request.messages()) {
            bytes += switch (message) {
                case ChatModel.Message.User it -> it.text().length();
                case ChatModel.Message.Assistant it -> it.text().length();
                case ChatModel.Message.ToolResult it -> it.output().length();
            };
        }
        for (var tool : request.tools()) {
            bytes += tool.description().length() + tool.parameters().length();
        }
        return 1 + bytes / BYTES_PER_TOKEN;
    }

    private final class Gate {

        private final Configured.Limits limits;
        private final String name;
        private final @Nullable Semaphore inFlight;
        private final @Nullable Bucket requests;
        private final @Nullable Bucket tokens;

        Gate(Configured provider) {
            this.limits = provider.limits();
            this.name = provider.id();
            var most = limits.inFlight() == null && !provider.local() ? Integer.valueOf(IN_FLIGHT) : limits.inFlight();
            this.inFlight = most == null ? null : new Semaphore(most, true);
            this.requests = bucket(limits.requestsPerMinute());
            this.tokens = bucket(limits.tokensPerMinute());
        }

        private @Nullable Bucket bucket(@Nullable Integer perMinute) {
            return perMinute == null
                    ? null
                    : Bucket.builder()
                            .addLimit(it -> it.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .withCustomTimePrecision(new Meter(clock))
                            .build();
        }

        ChatModel.Reply through(ChatModel model, ChatModel.Request request, ChatModel.Listener listener)
                throws InterruptedException {
            var expected = tokens(request);
            await(requests, 1);
            await(tokens, expected);
            if (inFlight != null) {
                inFlight.acquire();
            }
            try {
                var reply = model.chat(request, listener);
                settle(reply.usage().tokensIn() + reply.usage().tokensOut() - expected);
                return reply;
            } finally {
                if (inFlight != null) {
                    inFlight.release();
                }
            }
        }

        /** Takes a place in the line and waits until it is its turn. */
        private void await(@Nullable Bucket bucket, long amount) throws InterruptedException {
            if (bucket == null) {
                return;
            }
            var wait = Duration.ofNanos(bucket.consumeIgnoringRateLimits(amount));
            if (wait.compareTo(LONGEST) > 0) {
                bucket.addTokens(amount);
                throw new AuleException(
                                ErrorCode.RATE_LIMITED,
                                "All runs together ask the provider %s as often as its limits allow; it is asked again in %d s."
                                        .formatted(name, wait.toSeconds()))
                        .after(wait);
            }
            if (wait.isPositive()) {
                pause.take(wait);
            }
        }

        /** What was expected gives way to what it was. */
        private void settle(long more) {
            if (tokens == null) {
                return;
            }
            if (more > 0) {
                tokens.consumeIgnoringRateLimits(more);
            } else if (more < 0) {
                tokens.addTokens(-more);
            }
        }
    }

    private record Meter(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
