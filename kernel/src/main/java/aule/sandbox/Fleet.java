package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The containers of one home behind one engine: how they are named, marked, furnished and cleared away. */
final class Fleet {

    private static final String HOME_LABEL = "aule.home";
    private static final String KERNEL_LABEL = "aule.kernel";

    private final Engine engine;
    private final Path folder;
    private final String tag;
    private final String kernel = Long.toString(ProcessHandle.current().pid());
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param folder for the files of containers, this fleet's own
     * @param tag what tells this home from others
     */
    Fleet(Engine engine, Path folder, String tag) {
        this.engine = engine;
        this.folder = folder;
        this.tag = tag;
    }

    Engine engine() {
        return engine;
    }

    String name() {
        return "%s-%s-%s-%d".formatted(tag, folder.getFileName(), kernel, numbers.incrementAndGet());
    }

    String secret() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Map<String, String> labels() {
        return Map.of(HOME_LABEL, tag, KERNEL_LABEL, kernel);
    }

    /** Notes that there may be containers, before the first is made. */
    Papers papers(Sandbox.Command command, int uid) throws IOException {
        Files.createDirectories(folder);
        if (Files.notExists(note())) {
            Files.writeString(note(), tag);
        }
        return Papers.write(folder.resolve(Long.toString(numbers.incrementAndGet())), command.input(), uid);
    }

    /** The filter over system calls as the engine takes it: podman reads a file, Docker the text itself. */
    String filter(boolean podman) throws IOException {
        if (!podman) {
            return Profile.json();
        }
        var file = folder.resolve("seccomp.json");
        if (Files.notExists(file)) {
            Files.writeString(file, Profile.json(), UTF_8);
        }
        return file.toString();
    }

    /** Removes what a kernel that was killed left behind; starts the engine only if there may be something. */
    void sweep() {
        if (Files.notExists(note())) {
            return;
        }
        var client = engine.connection().client();
        var ours = client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(HOME_LABEL))
                .exec();
        ours.stream().filter(this::stale).forEach(it -> {
            try {
                client.removeContainerCmd(it.getId()).withForce(true).exec();
            } catch (DockerException e) {
                // Somebody else removed it, or it is just going.
            }
        });
        clearPapers();
    }

    void close() {
        engine.close();
        clearPapers();
        try {
            Files.deleteIfExists(note());
        } catch (IOException e) {
            // The next start looks once for nothing.
        }
    }

    static AuleException unavailable(RuntimeException failure) {
        if (failure instanceof AuleException known) {
            return known;
        }
        var said = failure.getMessage() == null
                ? "no reason given"
                : failure.getMessage().strip();
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "The container could not be started: %s."
                        .formatted(said.length() > 300 ? said.substring(0, 300) : said),
                failure);
    }

    private boolean stale(Container container) {
        var labels = container.getLabels();
        var owner = labels.getOrDefault(KERNEL_LABEL, "");
        if (owner.equals(kernel) || !owner.matches("\\d{1,18}")) {
            return false;
        }
        return tag.equals(labels.get(HOME_LABEL))
                || ProcessHandle.of(Long.parseLong(owner)).isEmpty();
    }

    private void clearPapers() {
        try (var all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            all.forEach(it -> new Papers(it).remove());
        } catch (IOException e) {
            // There are none.
        }
    }

    private Path note() {
        return folder.resolve("used");
    }
}
