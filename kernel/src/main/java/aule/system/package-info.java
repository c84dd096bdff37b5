/** The installation itself: its settings, its state, and how it is stopped. */
@Room(
        level = 2,
        uses = {"kernel", "api", "egress", "journal", "schema", "vault"})
@NullMarked
package aule.system;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
