package aule.agents.loop;

import aule.kernel.RunId;
import java.util.concurrent.ConcurrentHashMap;

/** A hold on every run that is being worked on here, by which others stop it from asking its model. */
public final class Reins {

    private final ConcurrentHashMap<RunId, Rein> held = new ConcurrentHashMap<>();

    /** Takes hold of the run for the worker that calls this. */
    Rein hold(RunId run, long epoch) {
        var rein = new Rein(epoch, done -> held.remove(run, done));
        held.put(run, rein);
        return rein;
    }

    /**
     * Has the run read its journal before it asks a model again. A question that is under way is cut off; a tool at
     * work is not touched. Does nothing to a run that nobody works on here.
     */
    public void pull(RunId run) {
        var rein = held.get(run);
        if (rein != null) {
            rein.pull();
        }
    }

    /**
     * Has the worker go home whose run another kernel took over, while this one slept, under a newer lease. What it has
     * going is interrupted.
     */
    public void yieldTo(RunId run, long lease) {
        var rein = held.get(run);
        if (rein != null) {
            rein.yieldTo(lease);
        }
    }
}
