/** Runs as files: packed with all that is needed to read, replay and fork them somewhere else. */
@NullMarked
package aule.agents.parcel;

import org.jspecify.annotations.NullMarked;
