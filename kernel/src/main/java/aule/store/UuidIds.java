package aule.store;

import aule.kernel.Ids;
import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.util.UUID;

/** UUIDv7 from the wall clock, each greater than the one before, also within a millisecond. */
public final class UuidIds implements Ids {

    private final TimeOrderedEpochFactory factory =
            TimeOrderedEpochFactory.builder().withIncrementPlus1().build();

    @Override
    public UUID next() {
        return factory.create();
    }
}
