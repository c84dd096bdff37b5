package aule.agents;

import aule.testkit.PostgresHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The lifecycle of runs is the same on PostgreSQL. */
class PostgresPauseTests extends PauseTests {

    @BeforeEach
    void lays() {
        PostgresHome.lay(folder);
    }

    @AfterEach
    void clears() {
        PostgresHome.clear(folder);
    }
}
