/** The command-line client: gives goals, shows the work, asks the person. It speaks only the published HTTP contract. */
@NullMarked
package aule.cli;

import org.jspecify.annotations.NullMarked;
