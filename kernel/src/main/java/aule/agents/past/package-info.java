/** What can be done with a run's past: play it again, take it along, branch off from it, hold it against another. */
@NullMarked
package aule.agents.past;

import org.jspecify.annotations.NullMarked;
