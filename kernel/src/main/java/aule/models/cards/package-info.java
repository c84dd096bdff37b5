/** What is known of models beside what their servers say: windows, abilities, prices. */
@NullMarked
package aule.models.cards;

import org.jspecify.annotations.NullMarked;
