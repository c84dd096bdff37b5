/** The one way out to the network: the kernel's HTTP client and the proxy of sandboxes, which look at where a request goes before it leaves. */
@Room(level = 1, uses = "kernel")
@NullMarked
package aule.egress;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
