package aule.dispatch;

import aule.testkit.KilledContract;
import aule.testkit.TempPostgres;

class PostgresKilledTests extends KilledContract {

    @Override
    protected String url() {
        return TempPostgres.fresh();
    }
}
