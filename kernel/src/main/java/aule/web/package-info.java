/** The web for agents: what search engines find, and pages as text that a model can read. */
@Room(
        level = 3,
        uses = {"kernel", "api", "breaker", "egress", "journal", "schema", "vault"})
@NullMarked
package aule.web;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
