package aule.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file system of a few megabytes that can really be full, mounted on a folder for processes of the test only. It needs
 * Linux and the right to mount, and is gone when it is closed.
 */
public final class SmallDisk implements AutoCloseable {

    private static final int PAGE = 4_096;
    private static final String BALLAST = "ballast";

    private final Path folder;
    private final Process holder;

    private SmallDisk(Path folder, Process holder) {
        this.folder = folder;
        this.holder = holder;
    }

    /** Whether this machine lets the test have one. */
    public static boolean possible() {
        try {
            var probe = new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt");
            return probe.redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SmallDisk at(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        var holder = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=%dm tmpfs \"$0\" && echo ready && exec cat".formatted(megabytes),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = holder.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"ready".equals(said)) {
            holder.destroy();
            throw new IOException("There is no small disk on this machine.");
        }
        return new SmallDisk(folder, holder);
    }

    Path folder() {
        return folder;
    }

    /** What stands before the command of a process that is to see the disk. */
    List<String> entrance() {
        return List.of("nsenter", "-t", Long.toString(holder.pid()), "--mount");
    }

    /** The same place for somebody outside. */
    public Path seen(Path inside) {
        return Path.of("/proc/%d/root%s".formatted(holder.pid(), inside.toAbsolutePath()));
    }

    /** Leaves no room for a single byte more. */
    public void fill() {
        try (var ballast = Files.newByteChannel(
                seen(folder.resolve(BALLAST)), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var page = ByteBuffer.allocate(PAGE);
            while (ballast.write(page.clear()) > 0) {
                // until there is no room
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() {
        try {
            Files.deleteIfExists(seen(folder.resolve(BALLAST)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
    }
}
