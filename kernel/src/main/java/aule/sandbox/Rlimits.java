package aule.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** Rung 4: limits, a clean environment and a working folder, but no walls. */
final class Rlimits implements Sandbox {

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private final AtomicLong numbers = new AtomicLong();
    private final Site site;
    private final Cgroups groups;
    private final String tag;
    private final Rung rung;

    /** @param tag what tells this home from others */
    Rlimits(Site site, Cgroups groups, String tag) {
        this.site = site;
        this.groups = groups;
        this.tag = tag;
        this.rung = new Rung(
                4,
                "rlimits",
                false,
                "Commands run with limits only and can see the machine's files and network; install bubblewrap and"
                        + " restart for walls around them.");
    }

    @Override
    public Rung rung() {
        return rung;
    }

    @Override
    public Running start(Command command) {
        return prepare(command, true).into(site.launcher()::start);
    }

    @Override
    public Live hold(Command command) {
        var prepared = prepare(command, true).interruptible();
        var child = prepared.into(site.launcher()::hold);
        return new Held(child, new Open(child.process(), prepared.leash(), site.machine()));
    }

    /** The terminal makes its command the leader of a session already. */
    @Override
    public Terminal terminal(Command command, Size size) {
        return prepare(command, false).interruptible().on(site.launcher().terminals(), size);
    }

    private Prepared prepare(Command command, boolean session) {
        var given = Environment.of(command.environment(), PATH, "/");
        var place = site.place(command);
        var environment = new LinkedHashMap<>(given);
        var folder = place.mount().at();
        if (!command.environment().containsKey("HOME")) {
            environment.put("HOME", folder.toString());
        }
        var mark = Orphans.mark(tag, numbers.incrementAndGet());
        environment.put(Orphans.VARIABLE, mark);
        var carried = Octal.values(environment);
        var group = groups.open(command.limits());
        var line = Preamble.of(
                        command.limits(),
                        place.mount(),
                        folder.resolve(command.folder()).toString(),
                        group.doors())
                .run(line(command, place.uid(), session), carried);
        var leash = new SessionLeash(group, Orphans.VARIABLE + "=" + mark);
        return new Prepared(line, carried, command, place.uid(), leash);
    }

    private List<String> line(Command command, OptionalInt uid, boolean session) {
        var line = new ArrayList<String>();
        if (session) {
            Machine.tool("setsid").ifPresent(it -> line.add(it.toString()));
        }
        line.addAll(site.dropTo(uid));
        if (uid.isPresent()) {
            line.add("--pdeathsig=KILL");
        }
        if (!groups.limits() && uid.isPresent()) {
            line.addAll(site.rlimits(command.limits()));
        }
        if (!line.isEmpty() && !line.getLast().equals("--")) {
            line.add("--");
        }
        line.addAll(command.argv());
        return line;
    }
}
