package aule.budget;

import aule.kernel.OrgId;
import aule.kernel.RunId;

/** On whose account a run's questions go. */
record Payer(OrgId org, RunId run, String root, String owner, String project, String persona) {}
