/** Projects, their files and what is kept of them; every path that comes from outside is resolved beneath a project's folder. */
@Room(
        level = 2,
        uses = {"kernel", "api", "journal", "store"})
@NullMarked
package aule.workspace;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
