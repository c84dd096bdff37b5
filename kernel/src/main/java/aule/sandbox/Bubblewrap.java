package aule.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rung 1: namespaces by bubblewrap, a filter over system calls, control groups, and under a root kernel a host user of
 * its own for each project.
 */
final class Bubblewrap implements Sandbox {

    private static final int OVERFLOW_ID = 65534;
    private static final String HOME = "/workspace";
    private static final String OWN_SESSION = "--new-session";

    private final Path bwrap;
    private final Site site;
    private final SystemView view;
    private final Cgroups groups;
    private final Rung rung;
    private final List<String> entrance;

    Bubblewrap(Path bwrap, Site site, SystemView view, Cgroups groups) {
        this(bwrap, site, view, groups, List.of());
    }

    /** @param entrance words that take a command into somebody's network; none for one of its own */
    private Bubblewrap(Path bwrap, Site site, SystemView view, Cgroups groups, List<String> entrance) {
        this.bwrap = bwrap;
        this.site = site;
        this.view = view;
        this.groups = groups.limiting();
        this.rung = new Rung(1, "bwrap", true, detail(groups));
        this.entrance = List.copyOf(entrance);
    }

    @Override
    public Rung rung() {
        return rung;
    }

    @Override
    public Running start(Command command) {
        return prepare(command, List.of(OWN_SESSION)).into(site.launcher()::start);
    }

    @Override
    public Live hold(Command command) {
        var child = prepare(command, List.of(OWN_SESSION)).interruptible().into(site.launcher()::hold);
        return new Held(child, new Walled(child.process(), site.machine()));
    }

    @Override
    public Sandbox near(Live live) {
        if (!(live instanceof Held held && held.interior() instanceof Walled walled)) {
            return this;
        }
        var words = walled.entrance();
        return words.isEmpty() ? this : new Bubblewrap(bwrap, site, view, groups, words);
    }

    /** In a session of its own the shell could not control its terminal; typing into it is refused by the filter. */
    @Override
    public Terminal terminal(Command command, Size size) {
        return prepare(command, List.of()).interruptible().on(site.launcher().terminals(), size);
    }

    /** @param session the words that give it a session of its own, if it is to have one */
    private Prepared prepare(Command command, List<String> session) {
        var bridge = Bridge.to(command.network(), !entrance.isEmpty());
        var given = Environment.of(command.environment(), view.path(), HOME);
        var environment = Octal.values(bridge.environment(given));
        var place = site.place(command);
        bridge.handOver(place.uid());
        var leash = new GroupLeash(groups.open(command.limits()));
        var line = Preamble.of(command.limits(), place.mount(), "/", leash.doors(), site.files())
                .run(line(command, place, session, bridge), environment);
        return new Prepared(line, environment, command, place.uid(), leash);
    }

    private List<String> line(Command command, Site.Place place, List<String> session, Bridge bridge) {
        var line = new ArrayList<>(entrance);
        line.addAll(site.dropTo(place.uid()));
        line.add(bwrap.toString());
        line.add("--unshare-all");
        if (!entrance.isEmpty()) {
            line.add("--share-net");
        }
        line.addAll(session);
        line.addAll(List.of("--die-with-parent", "--hostname", "sandbox"));
        line.addAll(List.of("--uid", "" + OVERFLOW_ID, "--gid", "" + OVERFLOW_ID, "--cap-drop", "ALL"));
        line.addAll(view.binds());
        line.addAll(List.of("--perms", "0444", "--file", "4", "/etc/passwd"));
        line.addAll(List.of("--perms", "0444", "--file", "5", "/etc/group"));
        line.addAll(List.of("--perms", "0444", "--file", "6", "/etc/hosts"));
        line.addAll(List.of("--perms", "0444", "--file", "7", "/etc/nsswitch.conf"));
        line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
        memoryFolder(line, "/tmp", 512 << 20);
        memoryFolder(line, "/run", 16 << 20);
        line.addAll(bridge.binds());
        memoryFolder(line, "/dev/shm", 128 << 20);
        line.addAll(List.of("--remount-ro", "/dev"));
        line.addAll(List.of("--bind", place.mount().at().toString(), HOME));
        line.addAll(List.of("--chdir", command.folder().isEmpty() ? HOME : HOME + "/" + command.folder()));
        line.addAll(List.of("--remount-ro", "/", "--seccomp", "3", "--"));
        line.addAll(bridge.words());
        if (!groups.limits()) {
            line.addAll(site.rlimits(command.limits()));
        }
        line.addAll(command.argv());
        return line;
    }

    private static void memoryFolder(List<String> line, String folder, int bytes) {
        line.addAll(List.of("--perms", "1777", "--size", "" + bytes, "--tmpfs", folder));
    }

    private static String detail(Cgroups groups) {
        var walls =
                "Commands run behind bubblewrap: no network but an allowed proxy, no host files, no other processes";
        if (groups.limits()) {
            return walls + "; " + String.join(", ", groups.controllers()) + " limited by control groups.";
        }
        return walls
                + ". No control groups are writable here, so memory is limited per process only; run the kernel as"
                + " root or in a systemd service with Delegate=yes for limits on the whole tree.";
    }
}
