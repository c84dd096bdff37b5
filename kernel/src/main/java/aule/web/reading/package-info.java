/** Makes text of what servers send: HTML, feeds, PDF and plain text in any encoding. */
@NullMarked
package aule.web.reading;

import org.jspecify.annotations.NullMarked;
