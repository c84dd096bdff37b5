/** The network of sandboxes: how far each project and agent gets, and the log of every request that leaves. */
@Room(
        level = 3,
        uses = {"kernel", "api", "egress", "journal", "sandbox", "workspace"})
@NullMarked
package aule.network;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
