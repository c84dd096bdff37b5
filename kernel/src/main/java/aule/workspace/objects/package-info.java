/** What checkpoints are kept in: immutable objects by their hash, in packs on disk. JGit has its one home here. */
@NullMarked
package aule.workspace.objects;

import org.jspecify.annotations.NullMarked;
