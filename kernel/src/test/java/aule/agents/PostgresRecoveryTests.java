package aule.agents;

import aule.testkit.PostgresHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Runs go on after a crash with PostgreSQL as they do with a file. */
class PostgresRecoveryTests extends RecoveryTests {

    @BeforeEach
    void lays() {
        PostgresHome.lay(folder);
    }

    @AfterEach
    void clears() {
        PostgresHome.clear(folder);
    }
}
