/** Commands that go on in the background: what they say, what they serve, and when they end. */
@Room(
        level = 3,
        uses = {"kernel", "api", "journal", "sandbox"})
@NullMarked
package aule.processes;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
