/** The one dispatcher: whatever happens later or elsewhere is a task here, queued fairly and revived after a crash. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.dispatch;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
