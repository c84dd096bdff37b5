/** Where everything is kept: opens the database, brings every room's tables up to date and orders the writes. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.store;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
