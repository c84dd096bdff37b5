package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Where this kernel may make control groups: one folder of its own in each writable tree, below the group it runs in,
 * so that limits set on the kernel bind its commands too. Versions 1, 2 and both at once.
 */
final class Cgroups {

    /** The home's tag and the process id of the kernel that made the folder. */
    private static final Pattern OURS = Pattern.compile("(aule-[0-9a-z]+)-([0-9]+)");

    private static final List<String> WANTED = List.of("memory", "pids", "cpu");

    private final List<Hierarchy> bases;
    private final AtomicLong numbers;

    private Cgroups(List<Hierarchy> bases, AtomicLong numbers) {
        this.bases = List.copyOf(bases);
        this.numbers = numbers;
    }

    static Cgroups none() {
        return new Cgroups(List.of(), new AtomicLong());
    }

    /**
     * Finds what is writable, and removes what earlier kernels left behind: those of this home with all their
     * processes, others only if they are dead and their groups empty.
     *
     * @param tag {@code aule-} and what tells this home from others
     * @param register remembers the folders over starts
     */
    static Cgroups open(Path proc, String tag, Path register) {
        try {
            sweepRegistered(register, tag);
            var name = tag + "-" + ProcessHandle.current().pid();
            var bases = new ArrayList<Hierarchy>();
            for (var tree : Hierarchy.mounted(proc)) {
                clearStale(tree.own());
                base(tree, name).ifPresent(bases::add);
            }
            Files.write(register, bases.stream().map(it -> it.own().toString()).toList());
            var groups = new Cgroups(bases, new AtomicLong());
            if (groups.letIn()) {
                return groups;
            }
            groups.close();
            return none();
        } catch (IOException e) {
            return none();
        }
    }

    /** The controllers that limit commands here. */
    Set<String> controllers() {
        var all = new LinkedHashSet<String>();
        bases.forEach(it -> all.addAll(it.controllers()));
        return all;
    }

    boolean limits() {
        return controllers().containsAll(Set.of("memory", "pids"));
    }

    /** Only the trees that limit: without those that could merely kill, a command starts sooner. */
    Cgroups limiting() {
        return new Cgroups(
                bases.stream().filter(it -> !it.controllers().isEmpty()).toList(), numbers);
    }

    /** A new group with the limits set, not yet entered by anybody. */
    Cgroup open(Sandbox.Limits limits) {
        var name = Long.toString(numbers.incrementAndGet());
        var folders = bases.stream()
                .map(it -> new Hierarchy(
                        it.version2(), it.controllers(), it.top(), it.own().resolve(name)))
                .toList();
        try {
            for (var folder : folders) {
                Files.createDirectory(folder.own());
                Cgroup.limit(folder, limits);
            }
            return new Cgroup(folders);
        } catch (IOException e) {
            new Cgroup(folders).remove();
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The command's limits could not be set, so it was not started; restart the kernel.",
                    e);
        }
    }

    void close() {
        bases.forEach(it -> sweep(it.own()));
    }

    /** Whether a process may really move into a group made here: that takes rights on groups above, too. */
    private boolean letIn() throws IOException {
        var group = open(Sandbox.Limits.DEFAULT);
        var line = new ArrayList<>(List.of("/bin/sh", "-c", "for door; do echo 0 >\"$door\" || exit 1; done", "sh"));
        line.addAll(group.doors());
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            group.remove();
        }
    }

    private static Optional<Hierarchy> base(Hierarchy tree, String name) {
        return tree.version2() ? version2(tree, name) : version1(tree, name);
    }

    private static Optional<Hierarchy> version1(Hierarchy tree, String name) {
        var folder = tree.own().resolve(name);
        return made(folder)
                ? Optional.of(new Hierarchy(false, tree.controllers(), tree.top(), folder))
                : Optional.empty();
    }

    /**
     * In version 2 a group with processes cannot hand controllers to its children, so the nearest ancestor that can
     * is taken; where none can, a group without controllers still kills a tree at once.
     */
    private static Optional<Hierarchy> version2(Hierarchy tree, String name) {
        for (var at = tree.own(); at != null && at.startsWith(tree.top()); at = at.getParent()) {
            var folder = at.resolve(name);
            if (made(folder)) {
                delegate(at);
                delegate(folder);
                var granted = words(folder.resolve("cgroup.subtree_control"));
                if (granted.contains("memory") && granted.contains("pids")) {
                    return Optional.of(new Hierarchy(true, granted, tree.top(), folder));
                }
                sweep(folder);
            }
        }
        var folder = tree.own().resolve(name);
        return made(folder) ? Optional.of(new Hierarchy(true, Set.of(), tree.top(), folder)) : Optional.empty();
    }

    private static boolean made(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
            }
            return Files.isWritable(folder.resolve("cgroup.procs"));
        } catch (IOException e) {
            return false;
        }
    }

    private static void delegate(Path folder) {
        var missing = new HashSet<>(WANTED);
        missing.removeAll(words(folder.resolve("cgroup.subtree_control")));
        missing.forEach(it -> Cgroup.write(folder.resolve("cgroup.subtree_control"), "+" + it));
    }

    private static Set<String> words(Path file) {
        try {
            return Set.of(Files.readString(file, UTF_8).trim().split("\\s+", -1));
        } catch (IOException e) {
            return Set.of();
        }
    }

    private static void sweepRegistered(Path register, String tag) throws IOException {
        if (!Files.exists(register)) {
            return;
        }
        for (var line : Files.readAllLines(register)) {
            var made = OURS.matcher(line.substring(line.lastIndexOf('/') + 1));
            if (made.matches() && made.group(1).equals(tag)) {
                sweep(Path.of(line));
            }
        }
    }

    /** Kernels of other homes that were killed, such as those of tests, never come back to clean up. */
    private static void clearStale(Path folder) {
        for (var group : children(folder)) {
            var made = OURS.matcher(group.getFileName().toString());
            if (made.matches()
                    && ProcessHandle.of(Long.parseLong(made.group(2))).isEmpty()) {
                children(group).forEach(Cgroup::removed);
                Cgroup.removed(group);
            }
        }
    }

    private static List<Path> children(Path folder) {
        var found = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            all.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }

    /** Kills what is still in the groups below a folder and removes them. */
    private static void sweep(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        children(folder).forEach(it -> new Cgroup(List.of(new Hierarchy(true, Set.of(), folder, it))).destroy());
        new Cgroup(List.of(new Hierarchy(true, Set.of(), folder, folder))).remove();
    }
}
