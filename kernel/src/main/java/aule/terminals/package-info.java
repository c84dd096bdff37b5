/** Terminals: shells in a project's sandbox that people and agents type into and read from, also together. */
@Room(
        level = 3,
        uses = {"kernel", "api", "journal", "sandbox", "schema", "workspace"})
@NullMarked
package aule.terminals;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
