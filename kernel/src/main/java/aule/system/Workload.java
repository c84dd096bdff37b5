package aule.system;

import aule.kernel.OrgId;

/** How much agents have to do. */
public interface Workload {

    /** Runs by what they are doing now, and by how they ended since midnight UTC. */
    record Runs(long running, long queued, long waiting, long completedToday, long failedToday) {}

    /** What models consumed since midnight UTC. */
    record Tokens(long in, long out) {}

    Runs runs(OrgId org);

    Tokens tokensToday(OrgId org);

    long toolCallsToday(OrgId org);
}
