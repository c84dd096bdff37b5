package aule.models;

import aule.breaker.Circuit;
import aule.vault.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A provider as clients see it, without its key. */
record ProviderView(
        String name,
        @Nullable String title,
        boolean available,
        String reason,
        String baseUrl,
        boolean isLocal,
        int models,
        CircuitView circuit,
        Source.From source,
        @Nullable Protocol protocol,
        @Nullable String preset,
        @Nullable Boolean enabled,
        @Nullable String apiKey,
        @Nullable String keyVariable,
        @Nullable String defaultModel,
        Configured.@Nullable Limits limits) {

    record CircuitView(Circuit.State state, @Nullable Instant probeAt) {

        static CircuitView of(Circuit circuit) {
            return new CircuitView(circuit.state(), circuit.probeAt());
        }
    }

    static ProviderView of(Provider provider, Circuits circuits) {
        return of(provider, provider.status(), circuits);
    }

    static ProviderView of(Provider provider, ProviderStatus status, Circuits circuits) {
        var circuit = CircuitView.of(circuits.of(status));
        return provider.source()
                .map(it -> of(it, status, circuit))
                .orElseGet(() -> new ProviderView(
                        status.name(),
                        null,
                        status.available(),
                        status.reason(),
                        status.baseUrl(),
                        status.isLocal(),
                        status.models(),
                        circuit,
                        Source.From.BUILTIN,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static ProviderView of(Source source, ProviderStatus status, CircuitView circuit) {
        var row = source.configured();
        return new ProviderView(
                status.name(),
                row.name(),
                status.available(),
                status.reason(),
                status.baseUrl(),
                status.isLocal(),
                status.models(),
                circuit,
                source.from(),
                row.protocol(),
                absent(row.preset()),
                row.enabled(),
                source.key() == null ? "" : new Secret(source.key()).hint(),
                absent(source.keyVariable()),
                row.defaultModel(),
                row.limits());
    }

    private static @Nullable String absent(String text) {
        return text.isEmpty() ? null : text;
    }
}
