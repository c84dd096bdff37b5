package aule.tools;

import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an agent can call: the catalogue, and the one path that a call takes. */
public interface Toolbox {

    /** Specs of the tools that these names allow (none for all), in a stable order, as models see them. */
    List<Tool.Spec> catalogue(Set<ToolName> allowed);

    /**
     * JSON Schema of a tool's arguments, as text.
     *
     * @throws aule.kernel.AuleException with {@code NOT_FOUND} if there is no such tool
     */
    String parameters(ToolName tool);

    /** The tool that a name means, after forgiving its spelling. */
    Optional<Tool.Spec> find(String name);

    /** Has one call done, or says what it waits for. What came of it is in the run's stream when this returns. */
    Tools.Outcome perform(Tools.Request request) throws InterruptedException;

    /** Goes on with a call that was announced and not answered. */
    Tools.Outcome recover(Tools.Request request, RunEvent.ToolCalled called) throws InterruptedException;

    /** Answers a call without executing it, for a reason that whoever passes it on has. */
    Tools.Outcome decline(Tools.Request request, ErrorCode code, String reason);
}
