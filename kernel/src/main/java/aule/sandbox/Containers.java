package aule.sandbox;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Rungs 2 and 3: one container for each command, by podman or Docker with runc, or with gVisor's runsc, which puts a
 * kernel of its own between the command and the machine's.
 */
final class Containers implements Sandbox {

    /** Small, because a container engine needs memory of its own for each. */
    private static final Limits USUAL = new Limits(512L << 20, 0.5, 256, 1024, 64 * 1024, 4L << 30, 0);

    private static final String HOME = "/workspace";

    /** The threads and helpers of gVisor's kernel count as the container's processes. */
    private static final int SENTRY = 192;

    private final Site site;
    private final Rootfs rootfs;
    private final Fleet fleet;
    private final boolean gvisor;
    private final Rung rung;

    Containers(Site site, Rootfs rootfs, Fleet fleet, boolean gvisor) {
        this.site = site;
        this.rootfs = rootfs;
        this.fleet = fleet;
        this.gvisor = gvisor;
        this.rung = gvisor
                ? new Rung(3, "runsc", true, "Commands run in containers behind gVisor, a kernel of their own.")
                : new Rung(
                        2, "podman", true, "Commands run in containers: no network, no host files, no capabilities.");
    }

    @Override
    public Rung rung() {
        return rung;
    }

    @Override
    public Limits usual() {
        return USUAL;
    }

    @Override
    public Running start(Command command) {
        Bridge.refuse(command.network());
        var environment = Environment.of(command.environment(), rootfs.path(), HOME);
        var place = site.place(command);
        return site.launcher().start(() -> launch(command, environment, place.uid()), command);
    }

    private ContainerProcess launch(Command command, Map<String, String> environment, OptionalInt uid)
            throws IOException {
        var engine = fleet.engine().connection();
        var image = rootfs.image(engine.client());
        var user = uid.isPresent() ? uid.getAsInt() : Machine.uid();
        var papers = fleet.papers(command, user);
        try {
            var name = fleet.name();
            var secret = fleet.secret();
            var created = engine.client()
                    .createContainerCmd(image)
                    .withName(name)
                    .withLabels(fleet.labels())
                    .withUser(user + ":" + user)
                    .withHostName("sandbox")
                    .withWorkingDir(command.folder().isEmpty() ? HOME : HOME + "/" + command.folder())
                    .withEnv(variables(environment))
                    .withEntrypoint(Wrapper.line(secret, command.argv()))
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .withHostConfig(walls(engine, command, papers, uid))
                    .exec();
            return ContainerProcess.start(engine.client(), created.getId(), new Postscript(secret), papers);
        } catch (RuntimeException e) {
            papers.remove();
            throw Fleet.unavailable(e);
        }
    }

    private HostConfig walls(Engine.Connection engine, Command command, Papers papers, OptionalInt uid)
            throws IOException {
        var limits = command.limits();
        var config = HostConfig.newHostConfig()
                .withNetworkMode("none")
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges", "seccomp=" + fleet.filter(engine.podman())))
                .withMemory(limits.memoryBytes())
                .withMemorySwap(limits.memoryBytes())
                .withPidsLimit((long) limits.processes() + (gvisor ? SENTRY : 1))
                .withNanoCPUs(Math.round(limits.cpus() * 1e9))
                .withUlimits(ulimits(limits))
                .withTmpFs(Map.of("/tmp", folder(512), "/run", folder(16), "/var/tmp", folder(64)))
                .withShmSize(128L << 20)
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withMounts(mounts(command, papers));
        if (engine.podman() && uid.isEmpty()) {
            config.withUsernsMode("keep-id");
        }
        return engine.runtime().isEmpty() ? config : config.withRuntime(engine.runtime());
    }

    private static String folder(int megabytes) {
        return "rw,nosuid,nodev,mode=1777,size=%dm".formatted(megabytes);
    }

    private static List<Ulimit> ulimits(Limits limits) {
        return List.of(
                new Ulimit("core", 0L, 0L),
                new Ulimit("nproc", 4096L, 4096L),
                new Ulimit("nofile", (long) limits.openFiles(), (long) limits.openFiles()),
                new Ulimit("fsize", limits.fileBytes(), limits.fileBytes()));
    }

    private List<Mount> mounts(Command command, Papers papers) throws IOException {
        var all = new ArrayList<>(rootfs.mounts());
        papers.files().forEach((to, from) -> all.add(bind(from, to).withReadOnly(true)));
        all.add(bind(command.workspace().toRealPath(), HOME));
        return all;
    }

    private static Mount bind(Path from, String to) {
        return new Mount().withType(MountType.BIND).withSource(from.toString()).withTarget(to);
    }

    private static List<String> variables(Map<String, String> environment) {
        var all = new ArrayList<String>();
        new TreeMap<>(environment).forEach((name, value) -> all.add(name + "=" + value));
        return all;
    }
}
