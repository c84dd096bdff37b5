/** Which model a goal gets when nobody names one: roles and rules. */
@NullMarked
package aule.models.routing;

import org.jspecify.annotations.NullMarked;
