package aule.agents.loop.context;

import aule.kernel.AuleException;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.models.Models;
import java.util.Optional;

/**
 * Which model writes summaries: the one that is set, else a fast one of the run's provider, else the run's own.
 *
 * @param wanted empty if none is set
 */
record Writers(Models models, String wanted) {

    private static final String BUILTIN = "builtin";

    Optional<ChatModel> choose(ModelSpec own) {
        return named(wanted).or(() -> own.provider().equals(BUILTIN) ? Optional.empty() : near(own));
    }

    private Optional<ChatModel> near(ModelSpec own) {
        return fast(own).or(() -> named(own.id()));
    }

    /** What one provider is told of a run no other one learns. */
    private Optional<ChatModel> fast(ModelSpec own) {
        return models.list().stream()
                .filter(it -> it.available() && it.role().equals("fast"))
                .filter(it ->
                        it.provider().equals(own.provider()) && it.baseUrl().equals(own.baseUrl()))
                .findFirst()
                .flatMap(it -> named(it.id()));
    }

    private Optional<ChatModel> named(String id) {
        try {
            return id.isBlank() ? Optional.empty() : Optional.of(models.choose(id));
        } catch (AuleException notNow) {
            return Optional.empty();
        }
    }
}
