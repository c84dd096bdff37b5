package aule.models;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door of the room: finds a model by name and lists what there is. */
public interface Models {

    /**
     * Chooses a model.
     *
     * @param wanted {@code provider/model} (or the provider's bare name for its default), or null for the default model
     * @throws aule.kernel.AuleException with {@code INVALID} if nobody knows the name; the sentence names it
     */
    ChatModel choose(@Nullable String wanted);

    /** Every model known now, the default first. */
    List<ModelSpec> list();

    Optional<ModelSpec> find(String id);

    /** The id of the model that {@code choose(null)} gives. */
    String defaultModel();
}
