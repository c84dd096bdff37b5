/** What runs in the child process of one model; the only place that loads llama.cpp. */
@NullMarked
package aule.models.gguf.child;

import org.jspecify.annotations.NullMarked;
