package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A container engine behind a Docker-compatible socket: one that was given, podman started for this kernel alone on a
 * private socket, or Docker's. Nothing is started before the first container is needed.
 */
final class Engine {

    /** A socket of a container engine to use instead of what is found. */
    private static final String GIVEN = "AULE_CONTAINER_SOCKET";

    private static final Path DOCKER = Path.of("/var/run/docker.sock");

    /** What the system allows for the path of a socket. */
    private static final int LONGEST = 100;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Launcher launcher;
    private final Path folder;
    private final String runtime;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection open;
    private @Nullable Process service;

    /**
     * A line to an engine that answers.
     *
     * @param podman whether it is podman, which reads some options otherwise than Docker
     * @param runtime to be named for each container; empty where the engine itself was started with it
     */
    record Connection(DockerClient client, boolean podman, String version, String runtime) {}

    /** @param runtime {@code runc} or {@code runsc} */
    Engine(Launcher launcher, Path folder, String runtime) {
        this.launcher = launcher;
        this.folder = folder;
        this.runtime = runtime;
    }

    /** Whether something is there that may turn out to work. */
    boolean installed() {
        if (given().isPresent()) {
            return true;
        }
        if (Machine.tool("podman").isPresent()) {
            return Machine.tool(runtime).isPresent() || runtime.equals("runc");
        }
        return Files.isWritable(DOCKER);
    }

    /** @throws AuleException with {@code UNAVAILABLE} if no engine answers */
    Connection connection() {
        lock.lock();
        try {
            var known = open;
            if (known == null || (service != null && !service.isAlive())) {
                known = connect();
                open = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            if (open != null) {
                open.client().close();
                open = null;
            }
            if (service != null) {
                service.destroyForcibly();
                Files.deleteIfExists(socket());
            }
        } catch (IOException e) {
            // The engine is stopped all the same; a socket without a listener harms nobody.
        } finally {
            lock.unlock();
        }
    }

    private Connection connect() {
        var given = given();
        if (given.isPresent()) {
            return connected(given.get(), runtime.equals("runc") ? "" : runtime);
        }
        var podman = Machine.tool("podman");
        if (podman.isPresent()) {
            serve(podman.get());
            return connected(socket(), "");
        }
        return connected(DOCKER, runtime.equals("runc") ? "" : runtime);
    }

    private static Optional<Path> given() {
        return Optional.ofNullable(System.getenv(GIVEN))
                .filter(it -> !it.isBlank())
                .map(Path::of);
    }

    private Path socket() {
        return folder.resolve(runtime + ".sock");
    }

    private void serve(Path podman) {
        try {
            if (socket().toString().length() > LONGEST) {
                throw unavailable("The path of Aule's home is too long for podman's socket; choose a shorter home.");
            }
            Files.createDirectories(folder);
            Files.deleteIfExists(socket());
            service = launcher.daemon(service(podman));
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "Podman could not be started; run 'podman info' to see why.", e);
        }
    }

    /** It dies with the kernel, and gets nothing of the kernel's environment but what finds its files. */
    private ProcessBuilder service(Path podman) {
        var line = new ArrayList<String>();
        Machine.tool("setpriv").ifPresent(it -> line.addAll(List.of(it.toString(), "--pdeathsig", "KILL")));
        line.add(podman.toString());
        if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
            line.addAll(List.of("--cgroup-manager", "cgroupfs"));
        }
        Machine.tool(runtime).ifPresent(it -> line.addAll(List.of("--runtime", it.toString())));
        if (runtime.equals("runsc")) {
            line.addAll(List.of("--runtime-flag=network=none", "--runtime-flag=oci-seccomp"));
        }
        line.addAll(List.of("system", "service", "--time", "0", "unix://" + socket()));
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(runtime + ".log").toFile());
        builder.environment()
                .keySet()
                .retainAll(List.of("PATH", "HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "TMPDIR"));
        return builder;
    }

    private Connection connected(Path socket, String runtime) {
        var address = "unix://" + socket;
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address)
                .withDockerTlsVerify(false)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(URI.create(address))
                .maxConnections(1024)
                .build();
        var client = DockerClientImpl.getInstance(config, http);
        awaitAnswer(client);
        var version = client.versionCmd().exec();
        var podman = Optional.ofNullable(version.getComponents()).orElse(List.of()).stream()
                .anyMatch(it -> Objects.toString(it.getName(), "").startsWith("Podman"));
        return new Connection(
                client, podman, (podman ? "podman " : "Docker ") + Objects.toString(version.getVersion(), ""), runtime);
    }

    /** A service that has just been started takes a moment until it listens. */
    private void awaitAnswer(DockerClient client) {
        var end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                client.pingCmd().exec();
                return;
            } catch (DockerException | IllegalStateException | AssertionError e) {
                throw e;
            } catch (RuntimeException e) {
                if ((service != null && !service.isAlive()) || service == null || System.nanoTime() > end) {
                    throw new AuleException(
                            ErrorCode.UNAVAILABLE,
                            "The container engine does not answer on its socket; start it, or see that this user may"
                                    + " use it.",
                            e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static AuleException unavailable(String sentence) {
        return new AuleException(ErrorCode.UNAVAILABLE, sentence);
    }
}
