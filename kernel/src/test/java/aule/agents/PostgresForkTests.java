package aule.agents;

import aule.testkit.PostgresHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs are forked on PostgreSQL as they are with a file. */
class PostgresForkTests extends ForkTests {

    @BeforeEach
    void lays() {
        PostgresHome.lay(folder);
    }

    @AfterEach
    void clears() {
        PostgresHome.clear(folder);
    }
}
