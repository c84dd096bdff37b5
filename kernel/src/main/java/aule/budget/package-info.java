/** What models cost: a ledger of every answer, and budgets that no question to a model can go past. */
@Room(
        level = 2,
        uses = {"kernel", "api", "journal"})
@NullMarked
package aule.budget;

import aule.kernel.Room;
import org.jspecify.annotations.NullMarked;
