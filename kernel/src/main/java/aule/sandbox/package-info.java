/** Walls for commands: the strongest isolation that works on this machine, chosen by probing. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.sandbox;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
