package aule.models.gguf;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * How a person wants one model to be run; null stands for "not said".
 *
 * @param file a model file somewhere else, absolute or beside these settings
 * @param context how many tokens it reads and writes at most
 * @param gpuLayers how many layers a graphics processor computes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineSettings(
        @Nullable String file,
        @Nullable Integer threads,
        @Nullable Integer context,
        @JsonProperty("gpu_layers") @Nullable Integer gpuLayers,
        @JsonProperty("idle_seconds") @Nullable Integer idleSeconds) {

    static final EngineSettings NONE = new EngineSettings(null, null, null, null, null);

    /** Half of a larger machine, because two hardware threads share what a model needs most. */
    private static final int FEW_PROCESSORS = 4;

    /** As for other local models: what a usual machine has memory for. */
    private static final int WINDOW = 16_384;

    private static final int UNKNOWN_WINDOW = 4_096;
    private static final int LONGEST_WINDOW = 1 << 20;
    private static final int MOST_THREADS = 512;
    private static final int IDLE = 300;
    private static final int LONGEST_IDLE = 7 * 24 * 3600;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public EngineSettings {
        if (file != null && file.indexOf(0) >= 0) {
            throw new AuleException(ErrorCode.INVALID, "file is no path");
        }
        check("threads", threads, 1, MOST_THREADS);
        check("context", context, 16, LONGEST_WINDOW);
        check("gpu_layers", gpuLayers, 0, 10_000);
        check("idle_seconds", idleSeconds, 1, LONGEST_IDLE);
    }

    private static void check(String what, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw new AuleException(
                    ErrorCode.INVALID, "%s is %d and must be between %d and %d".formatted(what, value, least, most));
        }
    }

    /** @throws IOException whose message says, without a subject, what is wrong with the settings */
    static EngineSettings read(Path yaml) throws IOException {
        if (!Files.exists(yaml)) {
            return NONE;
        }
        try {
            var settings = YAML.readValue(Files.readString(yaml), EngineSettings.class);
            return settings == null ? NONE : settings;
        } catch (JacksonException e) {
            var cause = e.getCause() instanceof AuleException known ? known.sentence() : e.getOriginalMessage();
            throw new IOException("has unusable settings in %s: %s".formatted(yaml.getFileName(), cause), e);
        }
    }

    /** Keeps them, or forgets them if nothing is said. */
    void write(Path yaml) throws IOException {
        if (equals(NONE)) {
            Files.deleteIfExists(yaml);
            return;
        }
        Files.createDirectories(yaml.getParent());
        var fresh = Files.writeString(yaml.resolveSibling(yaml.getFileName() + ".part"), YAML.writeValueAsString(this));
        Files.move(fresh, yaml, StandardCopyOption.ATOMIC_MOVE);
    }

    Frame.Load load(Path model, GgufHeader header) {
        return new Frame.Load(
                model.toString(),
                threads == null ? usualThreads() : threads,
                window(header),
                gpuLayers,
                Duration.ofSeconds(idleSeconds == null ? IDLE : idleSeconds).toMillis(),
                header.begins());
    }

    /** What was asked for, or what it was trained for as far as a usual machine has memory for it. */
    int window(GgufHeader header) {
        if (context != null) {
            return context;
        }
        return header.context() == null ? UNKNOWN_WINDOW : Math.min(header.context(), WINDOW);
    }

    private static int usualThreads() {
        var processors = Runtime.getRuntime().availableProcessors();
        return processors <= FEW_PROCESSORS ? processors : (processors + 1) / 2;
    }
}
