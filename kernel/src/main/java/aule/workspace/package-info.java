/** Projects and their files; every path that comes from outside is resolved beneath a project's folder. */
@Room(
        level = 2,
        uses = {"kernel", "api", "journal"})
@NullMarked
package aule.workspace;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
