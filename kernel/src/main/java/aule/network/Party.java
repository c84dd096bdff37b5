package aule.network;

import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;

/** Whose command it is that wants a network; by hand the run is the call's own. */
public record Party(OrgId org, ProjectId project, RunId run, String callId) {}
