/** What a provider says it is owed, held against the ledger. */
@NullMarked
package aule.budget.bills;

import org.jspecify.annotations.NullMarked;
