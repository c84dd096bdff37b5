package aule.journal;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.BudgetEvent;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.SnapshotId;
import aule.kernel.StreamId;
import aule.schema.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WireTests {

    private static final RunId RUN = new RunId("run-1");

    @Test
    void anEventStandsWhereItStandsWhateverItsBodySays() {
        var made = new NoteEvent.SnapshotMade(
                RUN, new SnapshotId("snap-1"), "", 5, new CheckpointId("chk-1"), "running", 1);
        assertThat(told("snapshot.made", made).path("position").asLong()).isEqualTo(6);
    }

    @Test
    void moneyIsDollarsInText() {
        var held = new BudgetEvent.Reserved(RUN, "openai/gpt-5.2", 9, 4_310_000L);

        var told = told("budget.reserved", held);
        assertThat(told.path("cost").asString()).isEqualTo("0.004310");
        assertThat(told.has("cost_nanos")).isFalse();
    }

    private static JsonNode told(String type, Event body) {
        var event = new Envelope(
                9,
                new UUID(0, 1),
                OrgId.LOCAL,
                null,
                StreamId.of(RUN),
                6,
                type,
                1,
                "ana",
                "run-1",
                null,
                Instant.EPOCH,
                body);
        return new Wire(Json.wire()).event(event);
    }
}
