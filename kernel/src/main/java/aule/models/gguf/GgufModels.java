package aule.models.gguf;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.models.gguf.GgufFolder.Found;
import aule.models.wire.Inventory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The model files of this home, and the engines that run them. Closing it ends every engine. */
public final class GgufModels implements AutoCloseable {

    public static final String PROVIDER = "gguf";

    /** Names a folder with a build of the native library for this machine, for example with a graphics processor. */
    public static final String LIBRARY = "AULE_LLAMA_LIBRARY";

    private final GgufFolder folder;
    private final String library;
    private final Map<String, Engine> engines = new ConcurrentHashMap<>();

    /** @param environment of which {@link #LIBRARY} is read */
    public GgufModels(Path folder, Map<String, String> environment) {
        this.folder = new GgufFolder(folder.toAbsolutePath());
        this.library = environment.getOrDefault(LIBRARY, "").strip();
    }

    public Path folder() {
        return folder.path();
    }

    /** The models that are there now, those included that cannot be used. */
    public List<ModelSpec> look() {
        return folder.look().stream().map(GgufModels::spec).toList();
    }

    /**
     * A model file as a person sees it.
     *
     * @param fault a sentence; empty if it can be used
     * @param context how many tokens a chat may have; null if unknown
     * @param running whether a process has it loaded now
     */
    public record Held(
            String name,
            Path file,
            String fault,
            String size,
            @Nullable Integer context,
            boolean running,
            EngineSettings settings) {}

    /** Every model file, with how it is run. */
    public List<Held> held() {
        return folder.look().stream().map(this::held).toList();
    }

    /**
     * Keeps how a file is run, from its next chat on; settings that say nothing are not kept.
     *
     * @throws AuleException with {@code INVALID} for settings that name no model file, and with {@code NOT_FOUND} for
     *     those of a file that is not there
     */
    public Held run(String name, EngineSettings settings) {
        return held(folder.run(name, settings));
    }

    /** Forgets how a file is run, with the file itself if it is somewhere else; never deletes a model. */
    public void forget(String name) {
        folder.forget(name);
    }

    private Held held(Found found) {
        var spec = spec(found);
        return new Held(
                found.name(),
                found.file(),
                found instanceof Found.Broken broken ? fault(broken) : "",
                spec.size(),
                spec.contextTokens(),
                process(found.name()).isPresent(),
                found.settings());
    }

    /** A sentence for each file that cannot be used. */
    public List<String> faults() {
        return folder.look().stream()
                .filter(Found.Broken.class::isInstance)
                .map(it -> fault((Found.Broken) it))
                .toList();
    }

    /**
     * A client; that of a file that cannot be used says so when it is asked.
     *
     * @param dressed adds what else is known of a model
     */
    public Optional<ChatModel> model(String name, UnaryOperator<ModelSpec> dressed) {
        return folder.look(name).map(it -> model(it, dressed.apply(spec(it))));
    }

    private ChatModel model(Found found, ModelSpec spec) {
        return switch (found) {
            case Found.Broken broken -> new Unusable(spec, fault(broken));
            case Found.Usable usable -> {
                var engine = engines.computeIfAbsent(
                        usable.name(), it -> new Engine("%s/%s".formatted(PROVIDER, it), library));
                var load = usable.settings().load(usable.file(), usable.header());
                yield new GgufModel(spec, engine, new Engine.Version(usable.stamp(), load));
            }
        };
    }

    /** A file that is there and cannot be used. */
    private record Unusable(ModelSpec spec, String fault) implements ChatModel {

        @Override
        public Reply chat(Request request, Listener listener) {
            throw new AuleException(ErrorCode.PROVIDER_ERROR, fault).lasting();
        }
    }

    private static String fault(Found.Broken broken) {
        return "The model file %s %s. Fetch it again, correct its settings, or remove it."
                .formatted(broken.file(), broken.fault());
    }

    private static ModelSpec spec(Found found) {
        return switch (found) {
            case Found.Broken broken -> spec(broken, "", false, null);
            case Found.Usable usable ->
                spec(usable, usable.header().size(), true, usable.settings().window(usable.header()));
        };
    }

    private static ModelSpec spec(Found found, String size, boolean usable, @Nullable Integer context) {
        return new ModelSpec(
                PROVIDER + "/" + found.name(),
                found.name(),
                PROVIDER,
                Inventory.role(found.name(), size),
                size,
                found.file().toString(),
                true,
                usable,
                context,
                new ModelSpec.Supports(false, false, true));
    }

    /**
     * A model that is in memory.
     *
     * @param bytes of its file
     * @param left how long it stays there without another chat; null while it answers one
     */
    public record Running(String name, long bytes, @Nullable Duration left) {}

    /** The models in memory, by name. */
    public List<Running> running() {
        var running = new ArrayList<Running>();
        new TreeMap<>(engines)
                .forEach((name, engine) ->
                        engine.loaded().ifPresent(it -> running.add(new Running(name, it.bytes(), it.left()))));
        return running;
    }

    /**
     * Takes a model out of memory once it has answered; one that is not there stays so.
     *
     * @throws AuleException with {@code UNAVAILABLE} if it answers for long
     */
    public void unload(String name) throws InterruptedException {
        var engine = engines.get(name);
        if (engine != null) {
            engine.unload();
        }
    }

    /** The process that runs a model now, if one does. */
    Optional<ProcessHandle> process(String name) {
        return Optional.ofNullable(engines.get(name)).flatMap(Engine::process);
    }

    @Override
    public void close() {
        engines.values().forEach(Engine::close);
    }
}
