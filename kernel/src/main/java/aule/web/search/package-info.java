/** The search engines, each in its own protocol. */
@NullMarked
package aule.web.search;

import org.jspecify.annotations.NullMarked;
