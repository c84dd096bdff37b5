/** Secrets at rest: sealed with a key that stays on this machine. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.vault;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
