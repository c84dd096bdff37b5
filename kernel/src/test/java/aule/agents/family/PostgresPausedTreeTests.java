package aule.agents.family;

import aule.testkit.PostgresHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Trees are paused on PostgreSQL as they are with a file. */
class PostgresPausedTreeTests extends PausedTreeTests {

    @BeforeEach
    void lays() {
        PostgresHome.lay(folder);
    }

    @AfterEach
    void clears() {
        PostgresHome.clear(folder);
    }
}
