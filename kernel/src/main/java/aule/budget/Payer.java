package aule.budget;

import aule.kernel.OrgId;

/**
 * On whose account a question goes, by id; empty where there is nobody.
 *
 * @param hold under which something is set aside for it: the run's id for a step of the run
 * @param root the first of the runs above the run, or the run itself
 */
record Payer(OrgId org, String hold, String run, String root, String owner, String project, String persona) {

    /** The same for a question under another name. */
    Payer holding(String name) {
        return new Payer(org, name, run, root, owner, project, persona);
    }
}
