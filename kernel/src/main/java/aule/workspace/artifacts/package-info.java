/** What artifacts are kept in and how content becomes one. Apache Tika and ImageIO have their one home here. */
@NullMarked
package aule.workspace.artifacts;

import org.jspecify.annotations.NullMarked;
