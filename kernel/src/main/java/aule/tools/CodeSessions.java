package aule.tools;

import aule.kernel.ProjectId;
import aule.network.Ways;
import aule.processes.Processes;
import aule.processes.Wanted;
import aule.sandbox.Sandbox;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The interpreters at work: one for each run, or person without a run, and language. */
final class CodeSessions {

    private record Key(ProjectId project, String whose, Language language) {}

    /** @param fresh whether it has just begun, though there had been one before */
    record Found(CodeSession session, boolean fresh) {}

    private final Supplier<Processes> processes;
    private final Outlets outlets;
    private final Map<Key, CodeSession> open = new ConcurrentHashMap<>();

    CodeSessions(Supplier<Processes> processes, Outlets outlets) {
        this.processes = processes;
        this.outlets = outlets;
    }

    /** The one at work, or a new one if there is none or it has ended. */
    synchronized Found of(Tool.Call call, Desk desk, Language language, Sandbox.Limits limits) {
        var key = key(call, language);
        open.entrySet()
                .removeIf(it -> !it.getKey().equals(key) && !it.getValue().isAlive());
        var before = open.get(key);
        if (before != null && before.isAlive()) {
            return new Found(before, false);
        }
        var session = new CodeSession(language, processes.get());
        var all = processes.get();
        var way = outlets.open(call, all.under(call.bounds().walls()).rung(), "");
        session.runs(all.start(wanted(call, desk, language, limits, way, session)));
        open.put(key, session);
        return new Found(session, before != null);
    }

    /** Ends the one at work, if there is one. */
    void end(Tool.Call call, Language language) throws InterruptedException {
        var session = open.remove(key(call, language));
        if (session != null) {
            session.kill();
            processes.get().stop(session.process());
        }
    }

    private static Key key(Tool.Call call, Language language) {
        var run = call.run();
        return new Key(call.project(), run == null ? call.owner().value() : run.value(), language);
    }

    private static Wanted wanted(
            Tool.Call call, Desk desk, Language language, Sandbox.Limits limits, Ways.Way way, CodeSession session) {
        return new Wanted(
                call.org(),
                call.owner(),
                call.project(),
                call.run(),
                Wanted.Kind.SESSION,
                language.program(),
                language.argv(),
                desk.folder(),
                "",
                Map.of(),
                "",
                limits,
                call.bounds().walls(),
                Outlets.vicinity(call, "", way),
                way::close,
                session::said);
    }
}
