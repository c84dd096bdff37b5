/** What an agent can do, and the one path every call takes. */
@Room(
        level = 4,
        uses = {
            "kernel",
            "api",
            "breaker",
            "journal",
            "sandbox",
            "models",
            "schema",
            "store",
            "workspace",
            "policy",
            "processes",
            "terminals",
            "network",
            "web"
        })
@NullMarked
package aule.tools;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
