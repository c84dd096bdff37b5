/** What an agent may do: rules that a person can edit, and durable questions to a person where the rules ask. */
@Room(
        level = 3,
        uses = {"kernel", "api", "journal", "rules", "schema"})
@NullMarked
package aule.policy;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
