package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
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
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunStateTests {

    private static final RunId RUN = new RunId("run-1");
    private static final ConfirmationId QUESTION = new ConfirmationId("conf-1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final RunEvent STARTED = new RunEvent.Started(
            RUN,
            "count to three",
            new UserId("user-owner"),
            new ProjectId("proj-default"),
            new PersonaId("pers-assistant"),
            null,
            null,
            null,
            3,
            RunLimits.DEFAULT,
            Lineage.NONE);
    private static final RunEvent DISPATCHED = new RunEvent.Dispatched(RUN, 1, "first");
    private static final RunEvent CALLED =
            new RunEvent.ToolCalled(RUN, 1, "call-1", new ToolName("exec"), "{}", "write", "allow:x", "k", "", null);
    private static final RunEvent TOOL_ANSWERED = new RunEvent.ToolAnswered(
            RUN, 1, "call-1", new ToolName("exec"), true, "ok", "", 0, false, 5, null, List.of());
    private static final RunEvent WAITING = new RunEvent.Waiting(RUN, "approval", QUESTION);
    private static final Event ASKED = new ConfirmationEvent.Requested(
            QUESTION, RUN, "call-1", "approval", new ToolName("exec"), "{}", "", "rule", "because", List.of());
    private static final Event RESOLVED =
            new ConfirmationEvent.Resolved(QUESTION, RUN, "call-1", "approve", null, "", "once", "user-owner");
    private static final RunEvent PAUSED = new RunEvent.Paused(RUN, "lunch", null);
    private static final RunEvent RESUMED = new RunEvent.Resumed(RUN, "resumed");
    private static final RunEvent RETRYING =
            new RunEvent.Retrying(RUN, "unavailable", "It is busy.", 1, NOON, null, null);
    private static final RunEvent ADJUSTED = new RunEvent.Adjusted(RUN, new RunLimits(9, 1_000), 1, null);
    private static final RunEvent COMPLETED = new RunEvent.Completed(RUN, "1 2 3");
    private static final RunEvent FAILED = new RunEvent.Failed(RUN, "internal", "It broke.");
    private static final RunEvent CANCELLED = new RunEvent.Cancelled(RUN, "enough");

    @ParameterizedTest
    @CsvSource({
        "S, QUEUED, BOOTING",
        "SD, RUNNING, THINKING",
        "SDM, RUNNING, EXECUTING",
        "SDMc, RUNNING, EXECUTING",
        "SDMca, RUNNING, THINKING",
        "SDMD, RUNNING, EXECUTING",
        "SDMqW, WAITING, WAITING",
        "SDMqWr, QUEUED, IDLE",
        "SDMqrW, QUEUED, IDLE",
        "SDMqWrD, RUNNING, EXECUTING",
        "SDMqWX, CANCELLED, ENDED",
        "SX, CANCELLED, ENDED",
        "SDF, FAILED, ENDED",
        "SDMcaC, COMPLETED, ENDED",
        "SDMqWXr, CANCELLED, ENDED",
        "SDP, PAUSED, IDLE",
        "SP, PAUSED, IDLE",
        "SDMqWP, PAUSED, IDLE",
        "SDPR, QUEUED, BOOTING",
        "SDPRD, RUNNING, THINKING",
        "SDT, RETRYING, THINKING",
        "SDTD, RUNNING, THINKING",
        "SDTP, PAUSED, IDLE",
        "SDlw, WAITING, WAITING",
        "SDlwAk, QUEUED, BOOTING",
        "SDm, RUNNING, THINKING",
        "SDFZ, FAILED, ENDED",
        "SDvh, QUEUED, BOOTING",
        "SDvm, QUEUED, BOOTING",
        "SDvmi, QUEUED, BOOTING",
        "SDmv, QUEUED, BOOTING",
        "SDmMv, WAITING, WAITING",
        "SDlwm, WAITING, WAITING",
        "SDvPm, PAUSED, IDLE",
        "SDlwPR, QUEUED, BOOTING",
    })
    void isTheFoldOfItsEvents(String events, RunStatus status, Phase phase) {
        var run = RunState.of(history(events));

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.phase()).isEqualTo(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "SS", "SDCD", "SDCC", "SDCX", "SXX", "SXD", "SXW", "SFC", "SC", "SPD", "SPw", "SDCP", "SDCA", "SDCT", "SPP",
        "SR", "SDR", "SDk", "SDlwR", "SDlwi", "SDvi", "SDvR", "SDvk", "SDPk", "SDCm"
    })
    void refusesWhatTheLifecycleForbids(String events) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> RunState.of(history(events)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ILLEGAL_TRANSITION));
    }

    @ParameterizedTest
    @EnumSource(
            value = RunStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED"})
    void nothingFollowsAnEnd(RunStatus end) {
        assertThat(RunStatus.values())
                .allSatisfy(
                        next -> assertThatExceptionOfType(AuleException.class).isThrownBy(() -> end.to(next)));
    }

    @Test
    void countsWhatWasDone() {
        var run = RunState.of(history("SDMcaM"));

        assertThat(run.work()).isEqualTo(new Work("scripted/model", 2, 1, 1, 20, 10, 4, 0, 2, 2, 0, "I count"));
    }

    @Test
    void countsOnlyTheTimeItWorked() {
        // a second passes before each event
        assertThat(RunState.of(history("SDMqWrDMca")).times().workedMs()).isEqualTo(3_000 + 3_000);
    }

    @Test
    void worksUnderTheTermsThatWereSetLast() {
        var run = RunState.of(history("SDA"));

        assertThat(run.terms()).isEqualTo(new RunState.Terms(1, new RunLimits(9, 1_000), null));
        assertThat(run.started().priority()).isEqualTo(3);
    }

    @Test
    void remembersTheFailureUntilAStepSucceeds() {
        assertThat(RunState.of(history("SDTD")).hold().retrying()).isEqualTo(RETRYING);
        assertThat(RunState.of(history("SDTDM")).hold().retrying()).isNull();
    }

    @Test
    void countsTheMessagesSinceTheModelAnswered() {
        assertThat(RunState.of(history("SDmmm")).work().unread()).isEqualTo(3);
        assertThat(RunState.of(history("SDmmM")).work().unread()).isZero();
    }

    @Test
    void takesOnlySoManyUnreadMessages() {
        var full = RunState.of(history("SD" + "m".repeat(100)));

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> full.then(event('m', 0), NOON))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        assertThat(full.then(event('M', 3), NOON)
                        .then(event('m', 0), NOON)
                        .work()
                        .unread())
                .isEqualTo(1);
    }

    @Test
    void takesTheReportOfAChildHoweverMuchIsUnread() {
        var full = RunState.of(history("SD" + "m".repeat(100)));
        var child = new RunId("run-child");
        var report = new RunEvent.Messaged(RUN, Reports.id(child), child.value(), "done");
        var chat = new RunEvent.Messaged(RUN, new MessageId("msg-2"), child.value(), "how is it going?");

        assertThat(full.then(report, NOON).work().unread()).isEqualTo(101);
        assertThatExceptionOfType(AuleException.class).isThrownBy(() -> full.then(chat, NOON));
    }

    @Test
    void inheritsWhereAnotherStoodAndPaysNothingForIt() {
        var past = RunState.of(history("SDMca"));
        var events = List.of(answered(1), CALLED, TOOL_ANSWERED);

        var fork = RunState.begin(history("S").getFirst()).then(new RunEvent.Inherited(RUN, RUN, events), NOON);

        assertThat(fork.status()).isEqualTo(RunStatus.QUEUED);
        assertThat(fork.work().step()).isEqualTo(past.work().step());
        assertThat(fork.work().openCalls()).isEqualTo(past.work().openCalls());
        assertThat(fork.work().tokensIn() + fork.work().toolCalls()).isZero();
    }

    @Test
    void keepsItsAnswer() {
        assertThat(RunState.of(history("SDC")).ended()).isEqualTo(COMPLETED);
    }

    @Test
    void namesTheStatusThatNobodyKnows() {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> RunStatus.of("sleeping"))
                .withMessageContaining("'sleeping'");
    }

    private static List<Envelope> history(String events) {
        var history = new ArrayList<Envelope>();
        for (var place = 1; place <= events.length(); place++) {
            history.add(new Envelope(
                    place,
                    new UUID(0, place),
                    OrgId.LOCAL,
                    null,
                    StreamId.of(RUN),
                    place,
                    "some.event",
                    1,
                    "kernel",
                    "run-1",
                    null,
                    NOON.plusSeconds(place),
                    event(events.charAt(place - 1), place)));
        }
        return history;
    }

    private static Event event(char sign, int place) {
        return switch (sign) {
            case 'S' -> STARTED;
            case 'D' -> DISPATCHED;
            case 'M' -> answered(place == 3 ? 1 : 2);
            case 'c' -> CALLED;
            case 'a' -> TOOL_ANSWERED;
            case 'q' -> ASKED;
            case 'r' -> RESOLVED;
            case 'W' -> WAITING;
            case 'P' -> PAUSED;
            case 'R' -> RESUMED;
            case 'T' -> RETRYING;
            case 'A' -> ADJUSTED;
            case 'l' -> new RunEvent.StepLimit(RUN, 3);
            case 'w' -> new RunEvent.Waiting(RUN, "step_limit", null);
            case 'm' -> new RunEvent.Messaged(RUN, new MessageId("msg-1"), "user-owner", "hurry");
            case 'k' -> new RunEvent.Resumed(RUN, "continued");
            case 'h' -> new RunEvent.Resumed(RUN, "child");
            case 'i' -> new RunEvent.Resumed(RUN, "message");
            case 'v' -> new RunEvent.Waiting(RUN, "child", null);
            case 'Z' -> new NoteEvent.LetterClosed(RUN, "closed", "");
            case 'C' -> COMPLETED;
            case 'F' -> FAILED;
            case 'X' -> CANCELLED;
            default -> throw new IllegalArgumentException("No event is called " + sign);
        };
    }

    private static RunEvent answered(int step) {
        return new RunEvent.ModelAnswered(
                RUN,
                step,
                "scripted/model",
                "I count",
                "",
                List.of(new RunEvent.ToolRequest("call-" + step, "exec", "{}")),
                new TokenUsage(10, 5, 2, 0),
                10,
                1,
                100,
                "hash",
                null,
                null,
                null,
                false,
                null,
                null);
    }
}
