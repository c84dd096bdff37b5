/** What JSON must look like: the rooms' contracts, the tools' arguments, and what is wrong with a value in words. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.schema;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
