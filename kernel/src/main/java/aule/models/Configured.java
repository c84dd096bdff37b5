package aule.models;

import org.jspecify.annotations.Nullable;

/**
 * One provider as somebody configured it; its key is kept elsewhere.
 *
 * @param id the part of its models' ids before the slash
 * @param preset the preset it was made from; empty if from none
 * @param needsKey whether it is useless without a key
 * @param enabled whether it is asked at all
 * @param defaultModel the model to ask when nobody names one; empty for its usual one
 */
record Configured(
        String id,
        String name,
        String preset,
        Protocol protocol,
        String baseUrl,
        boolean local,
        boolean relay,
        boolean needsKey,
        boolean enabled,
        String defaultModel,
        Limits limits) {

    /**
     * How much a provider is asked at most, by all runs together; null for no limit of its own.
     *
     * @param inFlight calls at the same time
     */
    record Limits(
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tokensPerMinute,
            @Nullable Integer inFlight) {

        static final Limits NONE = new Limits(null, null, null);
    }

    static Configured from(Preset preset) {
        return new Configured(
                preset.id(),
                preset.name(),
                preset.id(),
                preset.protocol(),
                preset.baseUrl(),
                preset.local(),
                preset.relay(),
                preset.needsKey(),
                true,
                "",
                Limits.NONE);
    }

    /** The same at another place. */
    Configured at(String address) {
        return new Configured(
                id, name, preset, protocol, address, local, relay, needsKey, enabled, defaultModel, limits);
    }

    Configured withDefault(String model) {
        return new Configured(id, name, preset, protocol, baseUrl, local, relay, needsKey, enabled, model, limits);
    }

    /** The same without the need of a key: a server at another address may take none. */
    Configured withoutKey() {
        return new Configured(id, name, preset, protocol, baseUrl, local, relay, false, enabled, defaultModel, limits);
    }

    /** The same with what is not about its place from another. */
    Configured likeRow(Configured row) {
        return new Configured(
                id,
                name,
                preset,
                protocol,
                baseUrl,
                local,
                relay,
                needsKey,
                row.enabled(),
                row.defaultModel().isEmpty() ? defaultModel : row.defaultModel(),
                row.limits());
    }
}
