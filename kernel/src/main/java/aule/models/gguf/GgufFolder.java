package aule.models.gguf;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder into which people drop model files. {@code NAME.gguf} is a model, {@code NAME.yaml} says how it is run and
 * may name a file somewhere else. The folder is read whenever somebody looks, a head once for each change of its file.
 */
final class GgufFolder {

    private static final Pattern MODEL = Pattern.compile("(.+?)(-(\\d{5})-of-\\d{5})?\\.gguf");
    private static final Pattern NAME = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");
    private static final Pattern SETTINGS = Pattern.compile("(.+)\\.yaml");

    /** A model in several files is opened by its first. */
    private static final String FIRST = "00001";

    /** What cannot chat though it comes in the same format: the eyes of other models, and what makes vectors. */
    private static final Set<String> NO_CHAT = Set.of("clip", "bert", "nomic-bert", "jina-bert-v2", "t5encoder");

    /** A version of a file. */
    record Stamp(Path file, long bytes, FileTime changed) {}

    /** A model that somebody put here. */
    sealed interface Found {

        String name();

        Path file();

        EngineSettings settings();

        record Usable(String name, Stamp stamp, GgufHeader header, EngineSettings settings) implements Found {

            @Override
            public Path file() {
                return stamp.file();
            }
        }

        /** @param fault what is wrong, without a subject */
        record Broken(String name, Path file, EngineSettings settings, String fault) implements Found {}
    }

    /** A head, or why there is none. */
    private record Head(Stamp stamp, @Nullable GgufHeader header, String fault) {}

    private final Path folder;
    private final Map<Path, Head> heads = new ConcurrentHashMap<>();

    GgufFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** What is there now, by name. */
    List<Found> look() {
        var candidates = new TreeMap<String, Optional<Path>>();
        for (var file : files()) {
            var name = file.getFileName().toString();
            var model = MODEL.matcher(name);
            var settings = SETTINGS.matcher(name);
            if (model.matches() && (model.group(3) == null || model.group(3).equals(FIRST))) {
                candidates.put(model.group(1), Optional.of(file));
            } else if (settings.matches()) {
                candidates.putIfAbsent(settings.group(1), Optional.empty());
            }
        }
        return candidates.entrySet().stream()
                .flatMap(it -> found(it.getKey(), it.getValue()).stream())
                .toList();
    }

    Optional<Found> look(String name) {
        return look().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /**
     * Keeps how a model is run.
     *
     * @throws AuleException with {@code INVALID} for settings that name no model file, and with {@code NOT_FOUND} for
     *     those of a file that is not there
     */
    Found run(String name, EngineSettings settings) {
        requireName(name);
        requireModel(settings);
        if (settings.file() == null
                && look(name).filter(it -> dropped(it.file())).isEmpty()) {
            throw AuleException.notFound("model file", name);
        }
        try {
            settings.write(folder.resolve(name + ".yaml"));
        } catch (IOException e) {
            throw unwritable(name, e);
        }
        return look(name).orElseThrow(() -> AuleException.notFound("model file", name));
    }

    /** Forgets how a model is run; one that is somewhere else is none any more. */
    void forget(String name) {
        requireName(name);
        try {
            if (!Files.deleteIfExists(folder.resolve(name + ".yaml"))
                    && look(name).isEmpty()) {
                throw AuleException.notFound("model file", name);
            }
        } catch (IOException e) {
            throw unwritable(name, e);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AuleException(ErrorCode.INVALID, "'%s' cannot be the name of a file.".formatted(name));
        }
    }

    private static AuleException unwritable(String name, IOException e) {
        return new AuleException(
                ErrorCode.UNAVAILABLE, "The settings of %s cannot be written: %s.".formatted(name, e.getMessage()), e);
    }

    private void requireModel(EngineSettings settings) {
        if (settings.file() == null) {
            return;
        }
        var head = head(folder.resolve(settings.file()));
        if (head.header() == null) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The file %s %s; choose a GGUF file.".formatted(head.stamp().file(), head.fault()));
        }
    }

    private boolean dropped(Path file) {
        return folder.equals(file.getParent());
    }

    private List<Path> files() {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    private Optional<Found> found(String name, Optional<Path> dropped) {
        try {
            var settings = EngineSettings.read(folder.resolve(name + ".yaml"));
            return Optional.ofNullable(settings.file())
                    .map(folder::resolve)
                    .or(() -> dropped)
                    .flatMap(it -> found(name, it, settings));
        } catch (IOException e) {
            return Optional.of(new Found.Broken(
                    name, dropped.orElse(folder), EngineSettings.NONE, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Found> found(String name, Path file, EngineSettings settings) {
        var head = head(file);
        if (head.header() == null) {
            return Optional.of(new Found.Broken(name, file, settings, head.fault()));
        }
        return NO_CHAT.contains(head.header().architecture())
                ? Optional.empty()
                : Optional.of(new Found.Usable(name, head.stamp(), head.header(), settings));
    }

    private Head head(Path file) {
        try {
            var stamp = new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
            var known = heads.get(file);
            if (known != null && known.stamp().equals(stamp)) {
                return known;
            }
            var fresh = read(stamp);
            heads.put(file, fresh);
            return fresh;
        } catch (NoSuchFileException _) {
            heads.remove(file);
            return new Head(new Stamp(file, 0, FileTime.fromMillis(0)), null, "is not there");
        } catch (IOException e) {
            return new Head(new Stamp(file, 0, FileTime.fromMillis(0)), null, "cannot be read: " + e.getMessage());
        }
    }

    private static Head read(Stamp stamp) {
        try {
            return new Head(stamp, GgufHeader.read(stamp.file()), "");
        } catch (IOException e) {
            return new Head(stamp, null, String.valueOf(e.getMessage()));
        }
    }
}
