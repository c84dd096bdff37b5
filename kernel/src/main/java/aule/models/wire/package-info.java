/** The protocols of model servers, one streaming client for each. */
@NullMarked
package aule.models.wire;

import org.jspecify.annotations.NullMarked;
