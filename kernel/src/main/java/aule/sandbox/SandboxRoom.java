package aule.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            var house = new House(site);
            var ladder = new Ladder(house::build);
            return new SandboxRoom(ladder, owners, () -> {
                ladder.settle();
                launcher.close();
                house.close();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The strongest rung that works here; waits for the trial of the rungs if that is not over. */
    public Sandbox sandbox() {
        return new Chosen(ladder);
    }

    /** Why commands have another network than they are given, as a sentence; empty if they have that one. */
    public String lacksNetwork() {
        var rung = sandbox().rung();
        if (rung.isolates() && rung.level() > 1) {
            return Bridge.CONTAINERS;
        }
        if (!rung.isolates()) {
            return "Commands have no walls on this machine, so they have its whole network; install bubblewrap.";
        }
        return Machine.tool("socat").isPresent() ? "" : "A command with a network " + Bridge.MISSING;
    }

    @Override
    public void close() {
        closing.run();
    }
}
