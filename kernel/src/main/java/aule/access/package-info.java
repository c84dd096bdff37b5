/** Who is asking, how they prove it, and the closed list of what somebody may do. */
@Room(
        level = 2,
        uses = {"kernel", "api", "vault"})
@NullMarked
package aule.access;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
