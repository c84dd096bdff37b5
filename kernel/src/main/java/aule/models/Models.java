package aule.models;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door of the room: finds a model by name and lists what there is. */
public interface Models {

    /**
     * Chooses a model. May look at a provider once more, for two seconds at most, before it gives up.
     *
     * @param wanted {@code provider/model} (or the provider's bare name for its default), or null for the default model
     * @throws aule.kernel.AuleException with {@code INVALID} if nobody knows the name, with {@code UNAVAILABLE} if its
     *     provider is known and not ready; the sentence names the model and what is available
     */
    ChatModel choose(@Nullable String wanted);

    /**
     * Chooses the model for a goal and says why.
     *
     * @throws aule.kernel.AuleException as {@link #choose}
     */
    default Choice route(Question question) {
        return new Choice(choose(question.named() == null ? question.override() : question.named()), "", "");
    }

    /** The model to ask when one fails, as a person ordered; empty if nobody else is to be asked, or can be. */
    default Optional<ChatModel> instead(String failed) {
        return Optional.empty();
    }

    /** Every model known now, the default first, and local ones worth installing last. */
    List<ModelSpec> list();

    Optional<ModelSpec> find(String id);

    /**
     * The id of the model that {@code choose(null)} gives; empty while models are switched off. Right after the start it may wait two seconds for a provider
     * that is slow to answer.
     */
    String defaultModel();
}
