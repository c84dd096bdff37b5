/** Agents at work: a run is one agent pursuing one goal; conversations and personas are how people meet it. */
@Room(
        level = 5,
        uses = {
            "kernel",
            "api",
            "budget",
            "journal",
            "dispatch",
            "schema",
            "store",
            "models",
            "system",
            "workspace",
            "policy",
            "tools"
        })
@NullMarked
package aule.agents;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
