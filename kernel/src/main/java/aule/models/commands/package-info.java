/** The built-in model: a grammar of plain commands instead of a language model. */
@NullMarked
package aule.models.commands;

import org.jspecify.annotations.NullMarked;
