package aule.testkit;

import aule.boot.Aule;
import aule.boot.Settings;
import aule.gateway.Gateway;
import aule.kernel.SystemClock;
import aule.store.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A kernel in a process of its own, which can be killed or frozen at any moment. */
public final class KernelProcess extends RunningAule {

    private static final Duration START = Duration.ofSeconds(90);
    private static final String LEDGER = "AULE_TEST_LEDGER";

    /**
     * One kernel of several on a database, or alone.
     *
     * @param data the folder that they share
     * @param store where their database is, as {@code --store} takes it; empty for files in the home
     * @param heartbeat how often they say that they are alive
     * @param environment the variables that name models and keys
     */
    public record Cluster(Path data, String store, Duration heartbeat, Map<String, String> environment) {

        /** The same with the tools that write into a ledger. */
        public Cluster with(Ledger ledger) {
            var more = new HashMap<>(environment);
            more.put(LEDGER, Integer.toString(ledger.port()));
            return new Cluster(data, store, heartbeat, more);
        }
    }

    private final Path log;
    private final Process process;
    private final int port;

    private KernelProcess(Path home, Path log, Process process) {
        super(home);
        this.log = log;
        this.process = process;
        Awaiting.until("the kernel of %s listens".formatted(home.getFileName()), START, this::listens);
        this.port = listensAt();
        Awaiting.until(
                "the kernel of %s is ready".formatted(home.getFileName()),
                START,
                () -> get("/health/ready").statusCode() == 200);
    }

    public static KernelProcess start(Path home, Cluster cluster) {
        return start(home, cluster, asHere());
    }

    /** What a virtual machine is told that has the classes of this one and starts soon. */
    public static List<String> asHere() {
        return List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"));
    }

    /** @param java what else the virtual machine is told, the class path among it */
    public static KernelProcess start(Path home, Cluster cluster, List<String> java) {
        var environment = new HashMap<>(cluster.environment());
        if (!cluster.store().isEmpty()) {
            environment.put("AULE_STORE", cluster.store());
        }
        var command = command(home, cluster.data(), cluster.heartbeat(), java);
        return start(home, home.resolve("kernel.log"), command, environment);
    }

    /** A kernel that has everything in its home. */
    public static KernelProcess start(Path home, Map<String, String> environment) {
        return start(home, home.resolve("kernel.log"), command(home, home, Aule.World.ALIVE, asHere()), environment);
    }

    /** A kernel that has its home on a disk of its own, with the built-in model only. */
    public static KernelProcess start(SmallDisk disk, Path log) {
        var home = disk.folder().resolve("home");
        var command = new ArrayList<>(disk.entrance());
        command.addAll(command(home, home, Aule.World.ALIVE, asHere()));
        return start(disk.seen(home), log, command, Map.of());
    }

    private static KernelProcess start(Path home, Path log, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(home.resolve("kernel.json"));
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            return new KernelProcess(home, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path home, Path data, Duration heartbeat, List<String> java) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(java);
        command.addAll(List.of(
                KernelProcess.class.getName(), home.toString(), data.toString(), Long.toString(heartbeat.toMillis())));
        return command;
    }

    @Override
    int port() {
        return port;
    }

    /** SIGKILL: nothing is closed, nothing is written. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to stop in order, and waits until it has. */
    public void stop() {
        send(request("/v1/system/stop").POST(HttpRequest.BodyPublishers.noBody()));
        process.onExit().join();
    }

    /** The processes that it started and that are there now. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** The processor time that it has used so far. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** SIGSTOP: the process is there and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it was and does not know that time has passed. */
    public void thaw() {
        signal("CONT");
    }

    @Override
    public void close() {
        kill();
        super.close();
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()));
            if (kill.start().waitFor() != 0) {
                throw new IllegalStateException("The kernel could not be sent SIG" + name + ".");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError("The kernel of %s ended: %s".formatted(home(), read(log)));
        }
        return Files.exists(home().resolve("kernel.json"));
    }

    private int listensAt() {
        return JsonMapper.shared()
                .readTree(read(home().resolve("kernel.json")))
                .path("port")
                .asInt();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Home, data folder and the heartbeat's milliseconds. */
    public static void main(String[] arguments) throws InterruptedException {
        var environment = System.getenv();
        var home = Path.of(arguments[0]);
        var store = environment.get("AULE_STORE");
        var settings = new Settings(
                home,
                Path.of(arguments[1]),
                store == null ? new Address.Files(home) : Address.of(store, environment),
                "127.0.0.1",
                0,
                Optional.empty(),
                environment);
        var heartbeat = Duration.ofMillis(Long.parseLong(arguments[2]));
        var limits = new Gateway.Limits(100_000, 100_000, Duration.ofMillis(200)); // whoever waits asks often
        var tools = Stream.ofNullable(environment.get(LEDGER))
                .flatMap(port -> LedgerTool.all(Integer.parseInt(port)).stream())
                .toList();
        var world = new Aule.World(SystemClock.UTC, UnaryOperator.identity(), limits, heartbeat, tools);
        try (var aule = Aule.boot(settings, world)) {
            aule.awaitStop();
        }
    }
}
