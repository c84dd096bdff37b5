package aule.models;

import aule.kernel.AuleException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each provider listed when it was last looked at, also in an earlier life of the kernel. */
final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    /** What one provider listed at one address. */
    record Listed(String baseUrl, List<One> models) {

        Listed {
            models = List.copyOf(models);
        }
    }

    record One(
            String name,
            String role,
            String size,
            boolean isLocal,
            @Nullable Integer contextTokens,
            ModelSpec.Supports supports) {

        static One of(ModelSpec spec) {
            return new One(
                    spec.name(), spec.role(), spec.size(), spec.isLocal(), spec.contextTokens(), spec.supports());
        }

        ModelSpec at(Configured provider) {
            return new ModelSpec(
                    provider.id() + "/" + name,
                    name,
                    provider.id(),
                    role,
                    size,
                    provider.baseUrl(),
                    isLocal,
                    true,
                    contextTokens,
                    supports);
        }
    }

    private final SqlEntries entries;

    Memory(SqlEntries entries) {
        this.entries = entries;
    }

    /** Keeps the list if it is another than before; a list that cannot be kept is only not remembered. */
    List<ModelSpec> keep(Configured provider, List<ModelSpec> models) {
        var fresh = new Listed(provider.baseUrl(), models.stream().map(One::of).toList());
        try {
            var before = entries.one(SqlEntries.Kind.SEEN, provider.id(), Listed.class);
            if (before.filter(fresh::equals).isEmpty()) {
                entries.put(SqlEntries.Kind.SEEN, provider.id(), fresh);
            }
        } catch (AuleException e) {
            LOG.warn("What {} lists could not be kept: {}", provider.id(), e.sentence());
        }
        return models;
    }

    List<ModelSpec> recalled(Configured provider) {
        return entries.one(SqlEntries.Kind.SEEN, provider.id(), Listed.class)
                .filter(it -> it.baseUrl().equals(provider.baseUrl()))
                .map(it -> it.models().stream().map(one -> one.at(provider)).toList())
                .orElse(List.of());
    }

    void forget(String provider) {
        entries.remove(SqlEntries.Kind.SEEN, provider);
    }
}
