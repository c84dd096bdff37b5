package aule.agents.past;

import aule.testkit.PostgresHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Recorded lives are played again from PostgreSQL. */
class PostgresReplayLifeTests extends ReplayLifeTests {

    @BeforeEach
    void lays() {
        PostgresHome.lay(folder);
    }

    @AfterEach
    void clears() {
        PostgresHome.clear(folder);
    }
}
