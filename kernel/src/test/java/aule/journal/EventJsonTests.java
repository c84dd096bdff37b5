package aule.journal;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Assignment;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.ChildEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.Event;
import aule.kernel.FileChange;
import aule.kernel.Lineage;
import aule.kernel.PersonaId;
import aule.kernel.ProcessEvent;
import aule.kernel.ProcessId;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.Sha256;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.kernel.UndoId;
import aule.kernel.UserId;
import aule.kernel.WholeOutput;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventJsonTests {

    private static final RunId RUN = new RunId("run-1");

    private final EventJson json = new EventJson();

    @Test
    void namesOnTheWireNeverChange() {
        assertThat(EventJson.shapes(Event.class))
                .extracting(shape -> shape.getAnnotation(JsonTypeName.class).value())
                .containsExactlyInAnyOrder(
                        "run.started",
                        "run.dispatched",
                        "model.answered",
                        "tool.called",
                        "tool.answered",
                        "run.waiting",
                        "run.paused",
                        "run.resumed",
                        "run.retrying",
                        "run.adjusted",
                        "run.step_limit",
                        "run.messaged",
                        "run.child_started",
                        "run.child_begun",
                        "run.child_answered",
                        "run.child_failed",
                        "answer.refused",
                        "run.inherited",
                        "run.imported",
                        "model.chosen",
                        "model.fallback",
                        "snapshot.made",
                        "person.messaged",
                        "call.settled",
                        "context.compacted",
                        "dead_letter.closed",
                        "run.completed",
                        "run.failed",
                        "run.cancelled",
                        "conversation.created",
                        "conversation.updated",
                        "conversation.deleted",
                        "new_message",
                        "confirmation.requested",
                        "confirmation.resolved",
                        "project.created",
                        "project.updated",
                        "project.deleted",
                        "project.rollback_set",
                        "file.changed",
                        "checkpoint.made",
                        "checkpoint.restored",
                        "artifact.created",
                        "artifact.deleted",
                        "artifact.restored",
                        "artifact.shared",
                        "artifact.unshared",
                        "artifact.left_out",
                        "process.started",
                        "process.ended",
                        "checkpoint.named",
                        "checkpoint.cleared",
                        "undo.made",
                        "system.started",
                        "system.stopped",
                        "settings.changed",
                        "model.pulled",
                        "terminal.opened",
                        "terminal.changed",
                        "terminal.typed",
                        "terminal.closed",
                        "budget.set",
                        "budget.removed",
                        "budget.reserved",
                        "budget.released",
                        "model.used",
                        "budget.warned",
                        "resource.exceeded",
                        "network.set",
                        "egress.quota_set",
                        "egress.requested");
    }

    @Test
    void everyKindOfValueComesBack() {
        var limits = new RunLimits(7, 1_000);
        var lineage = new Lineage(
                        2,
                        "call-0",
                        null,
                        new RunId("run-0"),
                        17L,
                        Set.of(new ToolName("exec"), new ToolName("read_file")),
                        true)
                .with(new Assignment("tidy up", List.of(), null, null));
        var request = new RunEvent.ToolRequest("call-1", "read_file", "{\"path\":\"olá\"}");
        var usage = new TokenUsage(1, 2, 3, 4, 5);
        var change = new FileChange("a/b.txt", "created", 3, 1, 0);
        assertThat(List.<Event>of(
                        new RunEvent.Started(
                                RUN,
                                "tidy \u0000 \uD83D\uDE80 up",
                                new UserId("user-1"),
                                new ProjectId("proj-1"),
                                new PersonaId("pers-1"),
                                null,
                                null,
                                null,
                                3,
                                limits,
                                lineage),
                        new RunEvent.Retrying(RUN, "unavailable", "later", 2, Instant.EPOCH, "call-1", null),
                        new RunEvent.Inherited(RUN, new RunId("run-0"), List.of(new RunEvent.Completed(RUN, "x"))),
                        new RunEvent.ModelAnswered(
                                RUN,
                                1,
                                "a/b",
                                "",
                                "hm",
                                List.of(request),
                                usage,
                                5,
                                2,
                                99,
                                "00",
                                null,
                                null,
                                null,
                                false,
                                null,
                                null),
                        new RunEvent.ToolAnswered(
                                RUN,
                                1,
                                "call-1",
                                new ToolName("exec"),
                                false,
                                "out",
                                "tool_failed",
                                3,
                                true,
                                12,
                                new ReceiptId("rcpt-1"),
                                List.of(change),
                                new WholeOutput("out-1", Sha256.of(new byte[0]), 70_000, new UserId("user-1")),
                                new ReceiptId("rcpt-0"),
                                new CheckpointId("chk-2")),
                        new RunEvent.ModelAnswered(
                                RUN,
                                2,
                                "a/b",
                                "",
                                "",
                                List.of(),
                                usage,
                                5,
                                2,
                                99,
                                "00",
                                Map.of("goal", 17L),
                                2,
                                7L,
                                false,
                                null,
                                null),
                        new RunEvent.Compacted(
                                RUN, 4, 9_000, 3_000, "so far", List.of("The gate is blue."), "", "a/c", usage, 5L),
                        new RunEvent.Waiting(RUN, "approval", new ConfirmationId("conf-1")),
                        new ChildEvent.Started(
                                RUN,
                                new RunId("run-2"),
                                "call-1",
                                new PersonaId("pers-1"),
                                "look",
                                new Assignment("look", List.of("Be brief."), 40, "{\"type\":\"object\"}")),
                        new ChildEvent.Failed(RUN, new RunId("run-2"), "call-1", "cancelled", "enough", 7, 8, 9),
                        new CheckpointEvent.Made(
                                new CheckpointId("chk-1"), new ProjectId("proj-1"), null, "é", "00", 1, 2, 3),
                        new CheckpointEvent.Restored(
                                new CheckpointId("chk-1"),
                                new ProjectId("proj-1"),
                                new CheckpointId("chk-2"),
                                List.of("a b"),
                                4),
                        new ProcessEvent.Started(
                                new ProcessId("prc-1"), new ProjectId("proj-1"), RUN, "command", "é", "a b", "one"),
                        new ProcessEvent.Ended(new ProcessId("prc-1"), new ProjectId("proj-1"), null, 143, "stopped"),
                        new CheckpointEvent.Undone(
                                new CheckpointId("chk-2"),
                                new ProjectId("proj-1"),
                                new UndoId("undo-1"),
                                RUN,
                                "call-1",
                                null,
                                List.of("a"),
                                new CheckpointId("chk-1"),
                                2,
                                1),
                        new CheckpointEvent.Named(new CheckpointId("chk-1"), new ProjectId("proj-1"), "good"),
                        new CheckpointEvent.Cleared(
                                new CheckpointId("chk-2"),
                                new ProjectId("proj-1"),
                                List.of(new CheckpointId("chk-1"), new CheckpointId("chk-2")),
                                "age"),
                        new ProjectEvent.RollbackSet(new ProjectId("proj-1"), true),
                        new ProjectEvent.FileChanged(new ProjectId("proj-1"), change)))
                .allSatisfy(event -> assertThat(json.read(json.write(event))).isEqualTo(event));
    }

    @Test
    void whatAnEarlierVersionDidNotKnowIsNothing() {
        var text = """
                {"type":"run.started","runId":"run-1","goal":"g","owner":"user-1","projectId":"proj-1",
                 "personaId":"pers-1","priority":3,"limits":{"maxSteps":7,"maxWallMs":1000}}
                """;

        var started = (RunEvent.Started) json.read(text);

        assertThat(started.lineage()).isEqualTo(Lineage.NONE);
        assertThat(started.limits()).isEqualTo(new RunLimits(7, 1_000));
    }

    @Test
    void aCommandOfAnEarlierVersionTellsNothingOfWhatWasDemanded() {
        var text = """
                {"type":"run.child_started","runId":"run-1","childId":"run-2","callId":"call-1","personaId":"pers-1",
                 "goal":"help"}
                """;

        assertThat(((ChildEvent.Started) json.read(text)).assignment()).isNull();
    }

    @Test
    void anAnswerOfAnEarlierVersionTellsNothingOfItsRequestsBlocks() {
        var text = """
                {"type":"model.answered","runId":"run-1","step":1,"model":"a/b","thought":"","text":"hm","toolCalls":[],
                 "usage":{"tokensIn":1,"tokensOut":2,"cachedTokens":0,"reasoningTokens":0},"durationMs":5,
                 "firstTokenMs":2,"promptBytes":99,"promptSha256":"00"}
                """;

        assertThat(((RunEvent.ModelAnswered) json.read(text)).blocks()).isNull();
    }

    @Test
    void whatALaterVersionAddedIsPassedOver() {
        var text = "{\"type\":\"run.completed\",\"runId\":\"run-1\",\"answer\":\"done\",\"mood\":{\"a\":1}}";

        assertThat(json.read(text)).isEqualTo(new RunEvent.Completed(RUN, "done"));
    }
}
