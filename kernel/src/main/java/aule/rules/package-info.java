/** Conditions in CEL: typed, total, without any way to the host. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.rules;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
