/** The run loop: asks the model, has its calls done, and writes down each step before the next. */
@NullMarked
package aule.agents.loop;

import org.jspecify.annotations.NullMarked;
