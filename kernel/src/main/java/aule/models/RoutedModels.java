package aule.models;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue with everything that a person chose about choosing. */
record RoutedModels(Catalogue catalogue, Router router) implements Models {

    @Override
    public ChatModel choose(@Nullable String wanted) {
        return catalogue.choose(wanted);
    }

    @Override
    public Choice route(Question question) {
        return router.route(question);
    }

    @Override
    public Optional<ChatModel> instead(String failed) {
        return router.next(failed);
    }

    @Override
    public List<ModelSpec> list() {
        return catalogue.list();
    }

    @Override
    public Optional<ModelSpec> find(String id) {
        return catalogue.find(id);
    }

    @Override
    public String defaultModel() {
        return catalogue.defaultModel();
    }
}
