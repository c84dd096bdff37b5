/** The built-in model that makes vectors of texts: all-MiniLM-L6-v2 in this process, without a network. */
@NullMarked
package aule.models.minilm;

import org.jspecify.annotations.NullMarked;
