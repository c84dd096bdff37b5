package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.AuleException;
import com.github.dockerjava.api.exception.DockerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the rungs of one home, clears away first what an earlier kernel of it left behind, and takes them down. */
final class House {

    private static final Logger LOG = LoggerFactory.getLogger(House.class);

    private static final String BUBBLEWRAP =
            "Install bubblewrap (on Debian or Ubuntu: 'apt-get install bubblewrap') and restart the kernel.";

    private static final String PODMAN =
            "Install podman with runc (on Debian or Ubuntu: 'apt-get install podman runc') and restart the kernel.";

    private static final String GVISOR = "Install podman and gVisor (on Debian or Ubuntu: 'apt-get install podman"
            + " runsc') and restart the kernel.";

    private static final String ENGINE =
            "See that 'podman info' or 'docker info' works for this user, and restart" + " the kernel.";

    private final Site site;
    private final CompletableFuture<Cgroups> groups = new CompletableFuture<>();
    private final List<Fleet> fleets;

    House(Site site) {
        this.site = site;
        this.fleets = List.of(fleet("runc"), fleet("runsc"));
    }

    /** Strongest first. */
    List<Probe> build() {
        Orphans.sweep(tag());
        var controls = controls();
        groups.complete(controls);
        fleets.forEach(this::sweep);
        var scratch = site.folder().resolve("probe");
        var bwrap = site.machine().linux() ? Machine.tool("bwrap") : Optional.<Path>empty();
        var walls = new Bubblewrap(bwrap.orElse(Path.of("bwrap")), site, SystemView.here(), controls);
        var all = new ArrayList<Probe>();
        all.add(new Probe(walls, scratch.resolve("1"), bwrap.isPresent(), BUBBLEWRAP, ""));
        for (var fleet : fleets) {
            var gvisor = fleet == fleets.getLast();
            all.add(new Probe(
                    new Containers(site, Rootfs.here(), fleet, gvisor),
                    scratch.resolve(gvisor ? "3" : "2"),
                    site.machine().linux() && fleet.engine().installed(),
                    gvisor ? GVISOR : PODMAN,
                    ENGINE));
        }
        all.add(new Probe(new Rlimits(site, controls, tag()), scratch.resolve("4"), true, "", ""));
        return all;
    }

    void close() {
        fleets.forEach(Fleet::close);
        groups.join().close();
    }

    private Fleet fleet(String runtime) {
        var folder = site.folder().resolve(runtime);
        return new Fleet(new Engine(site.launcher(), folder, runtime), folder, tag());
    }

    private void sweep(Fleet fleet) {
        try {
            fleet.sweep();
        } catch (AuleException | DockerException e) {
            LOG.warn("Containers that an earlier kernel left could not be looked for: {}", e.getMessage());
        }
    }

    /** Named after the home, so that the kernels of two homes leave each other alone. */
    private String tag() {
        var name = new CRC32();
        name.update(site.home().toString().getBytes(UTF_8));
        return "aule-" + Long.toHexString(name.getValue());
    }

    private Cgroups controls() {
        return site.machine().linux()
                ? Cgroups.open(Path.of("/proc/self"), tag(), site.folder().resolve("groups"))
                : Cgroups.none();
    }
}
