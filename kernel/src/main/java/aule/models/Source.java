package aule.models;

import org.jspecify.annotations.Nullable;

/**
 * A provider with its key and where both come from.
 *
 * @param key null if there is none
 * @param from who configured it
 * @param keyVariable the variable that would hold the key; empty if there is none
 */
record Source(Configured configured, @Nullable String key, From from, String keyVariable) {

    /** Who configured a provider. */
    enum From {
        BUILTIN,
        /** The settings, or the environment where they say nothing. */
        SETTINGS,
        ENVIRONMENT,
        STORED,
        /** A person had it discovered. */
        FOUND
    }

    boolean ready() {
        return configured.enabled() && (key != null || !configured.needsKey());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Source[%s from %s]".formatted(configured.id(), from);
    }
}
