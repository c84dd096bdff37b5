/** What runs did to files, and how it is taken back. */
@NullMarked
package aule.agents.undo;

import org.jspecify.annotations.NullMarked;
