/** The vocabulary every room shares: identifiers, time, failures, principals and events, in plain Java. */
@Room(level = 0)
@NullMarked
package aule.kernel;

import org.jspecify.annotations.NullMarked;
