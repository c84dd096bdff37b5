package aule.boot;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.store.UuidIds;
import aule.vault.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The folder of one installation, which one kernel at a time may have. */
final class Home implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String TOKEN = "owner.token";
    private static final int SHORT = 10;

    /** What {@code kernel.json} says of the running kernel. */
    record Running(long pid, int port, String host, String version, Instant startedAt) {}

    private final Path folder;
    private final FileChannel channel;

    private Home(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws AuleException with {@code CONFLICT} if another kernel has the home, {@code UNAVAILABLE} if it is read-only */
    static Home enter(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve("kernel.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel).isEmpty()) {
                channel.close();
                throw new AuleException(
                        ErrorCode.CONFLICT,
                        "Another kernel works in the home '%s'; stop it with 'aule down' or choose another home."
                                .formatted(folder));
            }
            return new Home(folder, channel);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static AuleException unwritable(Path folder, IOException failure) {
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "The home '%s' cannot be written; choose another with --home or change its permissions."
                        .formatted(folder),
                failure);
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    Path folder() {
        return folder;
    }

    /** What this kernel is called among others, the same in every life. */
    String node() {
        return new PrivateFile(folder.resolve("node")).keep(() -> {
            var id = new UuidIds().next("node");
            return "node-" + id.substring(id.length() - SHORT);
        });
    }

    /** Lets clients find the owner's token in the home, also where kernels share it. */
    void showToken(Path data) {
        var shown = folder.resolve(TOKEN);
        var kept = data.resolve(TOKEN);
        try {
            if (!Files.exists(shown) || !Files.isSameFile(shown, kept)) {
                Files.deleteIfExists(shown);
                Files.createSymbolicLink(shown, kept);
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Tells launchers and clients where the kernel is. */
    void announce(Running running) {
        try {
            var fresh = folder.resolve("kernel.json.new");
            Files.writeString(fresh, JSON.writeValueAsString(running));
            Files.move(fresh, folder.resolve("kernel.json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "The file kernel.json could not be written into the home.", e);
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(folder.resolve("kernel.json"));
        } catch (IOException e) {
            throw new AuleException(ErrorCode.UNAVAILABLE, "The home could not be left in order.", e);
        }
    }
}
