package aule.models;

import aule.models.commands.BuiltinCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The model that is always there. */
record BuiltinProvider(BuiltinCommands commands) implements Provider {

    static final String NAME = "builtin";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Source> source() {
        return Optional.empty();
    }

    @Override
    public ProviderStatus status() {
        return new ProviderStatus(NAME, true, "Always here; understands plain commands.", "", true, 1);
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return status();
    }

    @Override
    public List<ModelSpec> models() {
        return List.of(commands.spec());
    }

    @Override
    public Optional<ChatModel> model(String name) {
        return name.equals(commands.spec().name()) ? Optional.of(commands) : Optional.empty();
    }

    @Override
    public Optional<String> preferred() {
        return Optional.of(commands.spec().name());
    }
}
