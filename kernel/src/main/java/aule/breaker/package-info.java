/** Keeps calls away from whoever fails again and again, until one call in between succeeds. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.breaker;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
