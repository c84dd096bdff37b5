package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;

/**
 * The doors of the sandbox room; closing it kills every command.
 *
 * @param ladder what isolation this machine offers
 * @param owners who owns the files of a project
 * @param closing ends what the room keeps running
 */
public record SandboxRoom(Ladder ladder, Owners owners, Runnable closing) implements AutoCloseable {

    /** A kernel that shares its files with nobody. */
    public static SandboxRoom open(Path home) {
        return open(home, home);
    }

    /**
     * Returns at once; the rungs are tried in the background.
     *
     * @param home the kernel's own folder
     * @param data where kernels that share projects keep whose files are whose
     */
    public static SandboxRoom open(Path home, Path data) {
        return open(home, data, Machine.here(), Sandbox.DISK_RESERVE);
    }

    static SandboxRoom open(Path home, Machine machine, long diskReserve) {
        return open(home, home, machine, diskReserve);
    }

    private static SandboxRoom open(Path home, Path data, Machine machine, long diskReserve) {
        try {
            Files.createDirectories(home.resolve("sandbox"));
            var owners = Owners.open(Files.createDirectories(data.resolve("sandbox")), machine.root());
            var launcher = new Launcher(new DiskReserve(diskReserve));
            var site = new Site(machine, home.toRealPath(), owners, launcher);
            site.furnish();
            var groups = new CompletableFuture<Cgroups>();
            var ladder = new Ladder(() -> {
                groups.complete(groups(site));
                return probes(site, groups.join());
            });
            return new SandboxRoom(ladder, owners, () -> {
                ladder.tried();
                launcher.close();
                groups.join().close();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The strongest rung that works here; waits for the trial of the rungs if that is not over. */
    public Sandbox sandbox() {
        return ladder.strongest();
    }

    @Override
    public void close() {
        closing.run();
    }

    private static List<Probe> probes(Site site, Cgroups groups) {
        var scratch = site.folder().resolve("probe");
        var bwrap = site.machine().linux() ? Machine.tool("bwrap") : Optional.<Path>empty();
        var walls = new Bubblewrap(bwrap.orElse(Path.of("bwrap")), site, SystemView.here(), groups);
        var missing = "Install bubblewrap (on Debian or Ubuntu: 'apt-get install bubblewrap') and restart the kernel.";
        return List.of(
                new Probe(walls, scratch.resolve("1"), bwrap.isPresent(), missing),
                new Probe(new Rlimits(site, groups), scratch.resolve("4"), true, ""));
    }

    /** Named after the home, so that the kernels of two homes leave each other alone. */
    private static Cgroups groups(Site site) {
        if (!site.machine().linux()) {
            return Cgroups.none();
        }
        var name = new CRC32();
        name.update(site.home().toString().getBytes(UTF_8));
        return Cgroups.open(
                Path.of("/proc/self"),
                "aule-" + Long.toHexString(name.getValue()),
                site.folder().resolve("groups"));
    }
}
