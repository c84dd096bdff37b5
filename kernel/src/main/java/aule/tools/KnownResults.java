package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.ToolName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What reading calls of a run answered that follows from nothing but their arguments and what they were looking at. It
 * is looked at anew each time, and an answer to what is not there any more is none.
 */
final class KnownResults {

    private static final int MOST = 1_000;

    private record Key(RunId run, ProjectId project, ToolName tool, String arguments) {}

    private record Known(Sha256 basis, RunEvent.ToolAnswered answer) {}

    private final Map<Key, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > MOST;
        }
    };

    /** What the result of a call follows from now; empty if that cannot be told. */
    static Optional<Sha256> basis(Shape tool, Tool.Call call) throws InterruptedException {
        if (tool.spec().effect() != Tool.Effect.READ) {
            return Optional.empty();
        }
        try {
            return tool.tool().basis(call);
        } catch (AuleException _) {
            return Optional.empty(); // the call itself says what is wrong
        }
    }

    synchronized Optional<RunEvent.ToolAnswered> of(
            Tools.Request request, Shape tool, Arguments.Outcome.Good arguments, Sha256 basis) {
        return Optional.ofNullable(known.get(key(request, tool, arguments)))
                .filter(it -> it.basis().equals(basis))
                .map(Known::answer);
    }

    /** Keeps an answer that is whole; one that is long has a life of its own. */
    synchronized void keep(
            Tools.Request request,
            Shape tool,
            Arguments.Outcome.Good arguments,
            Sha256 basis,
            RunEvent.ToolAnswered answer) {
        if (answer.ok() && answer.whole() == null) {
            known.put(key(request, tool, arguments), new Known(basis, answer));
        }
    }

    private static Key key(Tools.Request request, Shape tool, Arguments.Outcome.Good arguments) {
        return new Key(request.run(), request.project(), tool.spec().name(), arguments.json());
    }
}
