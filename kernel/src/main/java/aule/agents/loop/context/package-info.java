/** What a run keeps of its past when its requests grow: the facts that stay, the summary of older steps, the size. */
@NullMarked
package aule.agents.loop.context;

import org.jspecify.annotations.NullMarked;
