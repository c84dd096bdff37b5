package aule.agents.past;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TapeTests {

    private static final RunId RUN = new RunId("run-1");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private static RunEvent.Retrying due(Instant at) {
        return new RunEvent.Retrying(RUN, "unavailable", "It is busy.", 1, at, null, null);
    }

    @Test
    void whatIsTriedAgainIsTriedWhenItWasThen() {
        var recorded = new Envelope(
                1,
                new UUID(0, 1),
                OrgId.LOCAL,
                null,
                StreamId.of(RUN),
                1,
                "run.retrying",
                1,
                RUN.value(),
                RUN.value(),
                null,
                NOON,
                due(NOON.plusSeconds(1)));
        var tape = new Tape(List.of(recorded), Mode.STRICT, Map.of());

        tape.play(due(NOON.plusSeconds(60)));

        assertThat(tape.count()).isZero();
        assertThat(tape.read(0, 10)).extracting(Envelope::body).containsExactly(due(NOON.plusSeconds(1)));
    }
}
