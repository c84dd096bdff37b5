/** Runs that work for other runs: started, told things and awaited by tools. */
@NullMarked
package aule.agents.family;

import org.jspecify.annotations.NullMarked;
