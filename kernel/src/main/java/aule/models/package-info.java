/** The models an agent can think with, behind one port: providers, discovery, choice. */
@Room(
        level = 2,
        uses = {"kernel", "api", "breaker", "egress", "journal", "rules", "schema", "vault"})
@NullMarked
package aule.models;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
