package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.OrgId;
import aule.kernel.RunId;

/** The outputs that are kept whole because a model could be shown only a part. */
public final class Archive {

    private final SqlOutputs table;
    private final Outputs outputs;

    Archive(SqlOutputs table, Outputs outputs) {
        this.table = table;
        this.outputs = outputs;
    }

    /** @throws AuleException with {@code NOT_FOUND} if the run has no such output, or it is not kept here */
    public KeptOutput find(OrgId org, RunId run, String handle) {
        return outputs.open(table.find(org, run, handle).orElseThrow(() -> AuleException.notFound("output", handle)));
    }
}
