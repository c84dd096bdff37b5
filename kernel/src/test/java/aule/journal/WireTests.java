package aule.journal;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.SnapshotId;
import aule.kernel.StreamId;
import aule.schema.Json;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireTests {

    @Test
    void anEventStandsWhereItStandsWhateverItsBodySays() {
        var run = new RunId("run-1");
        var made = new NoteEvent.SnapshotMade(
                run, new SnapshotId("snap-1"), "", 5, new CheckpointId("chk-1"), "running", 1);
        var event = new Envelope(
                9,
                new UUID(0, 1),
                OrgId.LOCAL,
                null,
                StreamId.of(run),
                6,
                "snapshot.made",
                1,
                "ana",
                "run-1",
                null,
                Instant.EPOCH,
                made);

        assertThat(new Wire(Json.wire()).event(event).path("position").asLong()).isEqualTo(6);
    }
}
