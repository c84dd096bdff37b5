/** The composition root: the only room that knows all the others. */
@Room(
        level = 8,
        uses = {
            "kernel",
            "access",
            "agents",
            "breaker",
            "budget",
            "dispatch",
            "egress",
            "gateway",
            "journal",
            "models",
            "network",
            "policy",
            "processes",
            "rules",
            "sandbox",
            "schema",
            "store",
            "system",
            "terminals",
            "tools",
            "vault",
            "web",
            "workspace"
        })
@NullMarked
package aule.boot;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
