/**
 * What models cost: a ledger of every answer, and budgets that no question to a model can go past;
 * bills of providers, held against the ledger.
 */
@Room(
        level = 2,
        uses = {"kernel", "api", "journal"})
@NullMarked
package aule.budget;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
