/** Model files in the GGUF format: what is in the folder, and the child processes that run them. */
@NullMarked
package aule.models.gguf;

import org.jspecify.annotations.NullMarked;
