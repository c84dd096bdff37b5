package aule.system;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal;
import aule.kernel.Envelope;
import aule.kernel.Lineage;
import aule.kernel.MessageId;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.UserId;
import aule.testkit.Awaiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InboxTests extends WithSystem {

    @Nested
    class Inboxes {

        private JsonNode inbox(String method, String path) {
            try {
                return JsonMapper.shared().readTree(ask(method, path, "").body());
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        }

        private void fail(String run, @Nullable RunId parent) {
            var id = new RunId(run);
            var started = new RunEvent.Started(
                    id,
                    "Sweep the floor",
                    new UserId("user-owner"),
                    new ProjectId("proj-default"),
                    new PersonaId("pers-assistant"),
                    null,
                    parent,
                    null,
                    3,
                    new RunLimits(10, 1_000, 0, 0),
                    Lineage.NONE);
            var failed = new RunEvent.Failed(id, "tool_failed", "The broom is gone.");
            journal.journal().append(StreamId.of(id), Journal.Origin.kernel(run), List.of(started, failed));
        }

        private int unread() {
            return inbox("GET", "/v1/system/inbox").path("unread_count").asInt(-1);
        }

        private void awaitSaid(int count) {
            var somebody = new UserId("user-who-read-nothing");
            Awaiting.until(
                    count + " were said",
                    Duration.ofSeconds(60),
                    () -> system.inbox().of(OrgId.LOCAL, somebody).unreadCount() == count);
        }

        @Test
        void countWhatTheKernelSaidUntilItIsRead() throws Exception {
            try (var _ = system.inbox().begin()) {
                assertThat(unread()).isZero();
                fail("run-1", null);
                fail("run-2", null);
                fail("run-3", new RunId("run-2"));
                fail("run-4", null);
                awaitSaid(3);

                var newest = inbox("GET", "/v1/system/inbox");
                assertThat(newest.path("conversation_id").asString()).isEqualTo("conv-kernel-system");
                assertThat(newest.at("/last_message/run_id").asString()).isEqualTo("run-4");
                assertThat(newest.at("/last_message/content").asString())
                        .contains("Sweep the floor", "The broom is gone.");
                assertThat(inbox("POST", "/v1/system/inbox/read")
                                .path("unread_count")
                                .asInt(-1))
                        .isZero();
                fail("run-5", null);
                awaitSaid(4);
                assertThat(unread()).isEqualTo(1);
            }
        }

        @Test
        void holdWhatAnAgentWrites() throws Exception {
            try (var _ = system.inbox().begin()) {
                fail("run-1", null);
                awaitSaid(1);
                var run = new RunId("run-1");
                var written = new NoteEvent.PersonMessaged(run, new MessageId("msg-1.told"), "Half of it is swept.");
                journal.journal().append(StreamId.of(run), Journal.Origin.kernel("run-1"), List.of(written, written));
                awaitSaid(2);

                var newest = inbox("GET", "/v1/system/inbox");
                assertThat(newest.at("/last_message/run_id").asString()).isEqualTo("run-1");
                assertThat(newest.at("/last_message/content").asString())
                        .contains("Sweep the floor", "Half of it is swept.");
            }
        }

        @Test
        void hearOnceOfWhatHappenedWhileNobodyListened() throws Exception {
            system.inbox().begin().close();
            fail("run-1", null);
            fail("run-2", null);
            for (var life = 0; life < 2; life++) {
                try (var _ = system.inbox().begin()) {
                    awaitSaid(2);
                }
            }

            assertThat(journal.journal().read(StreamId.of(Inbox.CHAT), 0, 100).stream()
                            .map(Envelope::type))
                    .containsExactly("conversation.created", "new_message", "new_message");
        }
    }
}
