/** The HTTP edge: check the origin, identify, permit, validate, handle, answer. */
@Room(
        level = 7,
        uses = {"kernel", "api", "journal", "schema", "access"})
@NullMarked
package aule.gateway;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
