package aule.budget;

import aule.store.Database;
import aule.testkit.TempPostgres;
import java.util.List;

class PostgresReservationsTests extends ReservationsTests {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal", "budget"));
    }
}
