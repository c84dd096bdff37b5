package aule.tools;

import aule.kernel.AuleException;
import aule.network.Party;
import aule.network.Ways;
import aule.processes.Vicinity;
import aule.sandbox.Sandbox;
import java.util.Objects;

/** Opens the ways out of the sandbox that calls' commands get. */
record Outlets(Ways ways) {

    /**
     * A rung without walls has the machine's network, so there is nothing to open.
     *
     * @param wanted what the call asks for, empty for what its run has
     * @return to be closed when the command has ended
     */
    Ways.Way open(Tool.Call call, Sandbox.Rung rung, String wanted) {
        return rung.isolates() ? ways.open(party(call), wanted) : Ways.Way.NONE;
    }

    /** Why a person is to be asked first; what is no network is told when the call is made. */
    String wider(Tool.Call call, String wanted) {
        try {
            return ways.wider(party(call), wanted);
        } catch (AuleException e) {
            return "";
        }
    }

    static Vicinity vicinity(Tool.Call call, String wanted, Ways.Way way) {
        return new Vicinity(call.run(), wanted, way.network());
    }

    /** A call by hand has the run of its own stream. */
    private static Party party(Tool.Call call) {
        var run = Objects.requireNonNull(call.run(), "Every call has a stream.");
        return new Party(call.org(), call.project(), run, call.callId());
    }
}
