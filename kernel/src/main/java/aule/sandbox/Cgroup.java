package aule.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The control groups of one command, one folder in each tree. */
record Cgroup(List<Hierarchy> folders) {

    private static final long REMOVAL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int PERIOD_MICROS = 100_000;

    /**
     * The files a process with one thread writes itself into to enter. In version 1 it moves as a thread, which needs
     * no lock over all processes of the machine and so no wait of many milliseconds.
     */
    List<String> doors() {
        return folders.stream()
                .map(it -> it.own()
                        .resolve(it.version2() ? "cgroup.procs" : "tasks")
                        .toString())
                .toList();
    }

    static void limit(Hierarchy folder, Sandbox.Limits limits) throws IOException {
        if (folder.controllers().contains("memory")) {
            limitMemory(folder, Long.toString(limits.memoryBytes()));
        }
        if (folder.controllers().contains("pids")) {
            Files.writeString(folder.own().resolve("pids.max"), Integer.toString(limits.processes()));
        }
        if (folder.controllers().contains("cpu")) {
            limitCpu(folder, Math.max(1_000, Math.round(limits.cpus() * PERIOD_MICROS)));
        }
    }

    private static void limitMemory(Hierarchy folder, String bytes) throws IOException {
        if (folder.version2()) {
            Files.writeString(folder.own().resolve("memory.max"), bytes);
            write(folder.own().resolve("memory.swap.max"), "0");
            return;
        }
        Files.writeString(folder.own().resolve("memory.limit_in_bytes"), bytes);
        write(folder.own().resolve("memory.memsw.limit_in_bytes"), bytes);
    }

    private static void limitCpu(Hierarchy folder, long micros) throws IOException {
        if (folder.version2()) {
            Files.writeString(folder.own().resolve("cpu.max"), micros + " " + PERIOD_MICROS);
            return;
        }
        Files.writeString(folder.own().resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
        Files.writeString(folder.own().resolve("cpu.cfs_quota_us"), Long.toString(micros));
    }

    /** The limit that was hit, whatever the exit code says: {@code memory}, {@code processes} or empty. */
    String exceeded() {
        if (counted("memory.events", "oom_kill") + counted("memory.oom_control", "oom_kill") > 0) {
            return "memory";
        }
        return counted("pids.events", "max") > 0 ? "processes" : "";
    }

    /** Kills everybody inside, at once where the machine can; else each who is found there. */
    void kill() {
        folders.forEach(it -> write(it.own().resolve("cgroup.kill"), "1"));
        for (var folder : folders) {
            processes(folder.own()).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    /** Removes the folders as soon as the last process has left them. */
    void remove() {
        var end = System.nanoTime() + REMOVAL_NANOS;
        for (var folder : folders) {
            while (!removed(folder.own()) && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
    }

    /** For groups that a kernel left behind. */
    void destroy() {
        kill();
        remove();
    }

    private static List<Long> processes(Path folder) {
        try {
            return Files.readAllLines(folder.resolve("cgroup.procs")).stream()
                    .map(Long::parseLong)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    static boolean removed(Path folder) {
        try {
            return Files.deleteIfExists(folder) || !Files.exists(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private long counted(String file, String name) {
        return folders.stream()
                .mapToLong(it -> counted(it.own().resolve(file), name))
                .sum();
    }

    private static long counted(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(it -> it.startsWith(name + " "))
                    .mapToLong(
                            it -> Long.parseLong(it.substring(name.length() + 1).trim()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Writes a file that this machine may not have; whether it took effect shows in what is read afterwards. */
    static boolean write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.WRITE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
