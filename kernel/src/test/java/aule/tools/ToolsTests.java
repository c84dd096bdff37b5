package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.policy.Confirmations.Decision;
import aule.testkit.ScriptedTool;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ToolsTests extends WithProbes {

    @Nested
    class ACallThatIsAllowed {

        @Test
        void isAnnouncedBeforeItIsAnswered() throws Exception {
            var answer = answer("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\\n\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(answer.changes()).containsExactly(new FileChange("a.txt", "created", 4, 1, 0));
            assertThat(events()).hasSize(2);
            var called = (RunEvent.ToolCalled) events().getFirst();
            assertThat(called.arguments()).isEqualTo("{\"path\":\"a.txt\",\"content\":\"one\\n\"}");
            assertThat(called.decision()).isEqualTo("allow:workspace");
            assertThat(called.effect()).isEqualTo("write");
            assertThat(called.idempotencyKey()).isEqualTo("run-1/call-1");
            assertThat(called.note()).isEmpty();
            assertThat(events().getLast()).isEqualTo(answer);
        }

        @Test
        void namesTheFilesAsTheyWereBeforeAndAfter() throws Exception {
            keeper = (request, tool) -> {
                var when = Files.exists(folder.resolve("a.txt")) ? "after" : "before";
                return new CheckpointId("chk-%s-%s-%s".formatted(request.callId(), tool, when));
            };
            var wrote = answer("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\"}");
            var read = answer("call-2", "read_file", "{\"path\":\"a.txt\"}");

            assertThat(called("call-1").checkpointId()).isEqualTo(new CheckpointId("chk-call-1-write_file-before"));
            assertThat(wrote.checkpointId()).isEqualTo(new CheckpointId("chk-call-1-write_file-after"));
            assertThat(receipt(wrote).checkpoint()).isEqualTo(called("call-1").checkpointId());
            assertThat(called("call-2").checkpointId()).isNull();
            assertThat(read.checkpointId()).isNull();
        }

        @Test
        void doesNotRunWhenTheFilesCannotBeKept() throws Exception {
            keeper = (_, _) -> {
                throw new AuleException(ErrorCode.UNAVAILABLE, "The disk is full.");
            };
            var answer = answer("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\"}");

            assertThat(answer.ok()).isFalse();
            assertThat(answer.error()).isEqualTo("unavailable");
            assertThat(answer.output()).contains("write_file did not run", "The disk is full.");
            assertThat(called("call-1").checkpointId()).isNull();
            assertThat(folder.resolve("a.txt")).doesNotExist();
            assertThat(receipt(answer).ok()).isFalse();
        }

        @Test
        void leavesAReceiptWithHashes() throws Exception {
            var answer = answer("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\"}");

            var receipt = receipt(answer);

            assertThat(receipt.tool()).isEqualTo(new ToolName("write_file"));
            assertThat(receipt.run()).isEqualTo(RUN);
            assertThat(receipt.argumentsSha256())
                    .isEqualTo(SqlReceipts.sha256("{\"path\":\"a.txt\",\"content\":\"one\"}"));
            assertThat(receipt.resultSha256()).isEqualTo(SqlReceipts.sha256(answer.output()));
            assertThat(receipt.decision()).isEqualTo("allow");
            assertThat(receipt.rule()).isEqualTo("workspace");
            assertThat(receipt.ok()).isTrue();
            assertThat(receipt.changes()).isEqualTo(answer.changes());
            assertThat(receipt.isolation()).isEqualTo("kernel");
            assertThat(receipts.find(new OrgId("org-other"), Objects.requireNonNull(answer.receiptId())))
                    .isEmpty();
        }

        @Test
        void notesWhatWasRepaired() throws Exception {
            var answer = answer("call-1", "functions.writeFile", "```json\n{'path': 'a.txt', 'content': 'x',}\n```");

            assertThat(answer.ok()).isTrue();
            assertThat(answer.tool()).isEqualTo(new ToolName("write_file"));
            assertThat(((RunEvent.ToolCalled) events().getFirst()).note())
                    .contains("was called 'functions.writeFile'", "were repaired");
            assertThat(read("a.txt")).isEqualTo("x");
        }

        @Test
        void isExecutedOnceUnderItsId() throws Exception {
            answer("call-1", "changes", "{\"text\":\"a\"}");

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> answer("call-1", "changes", "{\"text\":\"a\"}"))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
            assertThat(changes.calls).hasValue(1);
            assertThat(events()).hasSize(2);
        }

        @Test
        void overlapsWithAnotherOfTheSameAnswer() throws Exception {
            var both = inParallel(List.of(
                    () -> answer("call-1", "looks", "{\"text\":\"a\"}"),
                    () -> answer("call-2", "looks", "{\"text\":\"b\"}")));

            assertThat(both).extracting(RunEvent.ToolAnswered::ok).containsExactly(true, true);
            assertThat(looks.calls).hasValue(2);
        }

        @Test
        void boundsItsOutputAtHeadAndTail() throws Exception {
            changes.result = Tool.Result.success("HEAD" + "x".repeat(200_000) + "TAIL");

            var answer = answer("call-1", "changes", "{\"text\":\"a\"}");

            assertThat(answer.output().length()).isLessThanOrEqualTo(Bounded.LARGEST);
            assertThat(answer.output()).startsWith("HEAD").contains("TAIL\n");
            assertThat(answer.truncated()).isTrue();
        }

        @Test
        void endsAtItsDeadline() throws Exception {
            hurries.endless = true;

            var answer = answer("call-1", "hurries", "{\"text\":\"a\"}");

            assertThat(answer.error()).isEqualTo("time_limit");
            assertThat(hurries.interrupts).hasValue(1);
            assertThat(answer.receiptId()).isNotNull();
        }

        @Test
        void tellsADefectWithoutItsInsides() throws Exception {
            changes.result = null;

            var answer = answer("call-1", "changes", "{\"text\":\"a\"}");

            assertThat(answer.error()).isEqualTo("internal");
            assertThat(answer.output()).doesNotContain("A defect for a test");
        }

        @Test
        void isInDoubtWhenWhoeverWaitsIsInterrupted() throws Exception {
            interrupted(changes, "changes");

            var last = (RunEvent.ToolAnswered) events().getLast();
            assertThat(last.ok()).isFalse();
            assertThat(last.error()).isEqualTo("outcome_unknown");
            assertThat(last.output()).contains("nobody knows whether it happened");
        }

        @Test
        void isLeftOpenWhenWhoeverWaitsIsInterruptedIfItCanBeMadeAgain() throws Exception {
            interrupted(repeats, "repeats");

            assertThat(events()).last().isInstanceOf(RunEvent.ToolCalled.class);
        }

        private void interrupted(Probe tool, String name) throws InterruptedException {
            tool.endless = true;
            var thrown = new AtomicReference<Throwable>();
            var caller = Thread.ofVirtual().start(() -> {
                try {
                    answer("call-1", name, "{\"text\":\"a\"}");
                } catch (InterruptedException e) {
                    thrown.set(e);
                }
            });
            assertThat(tool.started.await(30, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(tool.interrupts).hasValue(1);
        }
    }

    @Nested
    class Recover {

        @Test
        void executesAnIdempotentCallAgainUnderItsKey() throws Exception {
            var called = announce("repeats");

            var answer = answered(life(reopened()).tools().recover(request("call-1", "repeats", "{}"), called));

            assertThat(answer.ok()).isTrue();
            assertThat(repeats.calls).hasValue(1);
            assertThat(events().stream().filter(RunEvent.ToolCalled.class::isInstance))
                    .hasSize(1);
        }

        @Test
        void neverRepeatsAnyOther() throws Exception {
            var called = announce("changes");

            var answer = answered(tools.recover(request("call-1", "changes", "{}"), called));

            assertThat(answer.error()).isEqualTo("outcome_unknown");
            assertThat(changes.calls).hasValue(0);
            assertThat(receipt(answer).ok()).isFalse();
        }

        @Test
        void doesNotKnowWhatAToolDidThatIsGone() throws Exception {
            var called = announce("vanished");

            assertThat(answered(tools.recover(request("call-1", "vanished", "{}"), called))
                            .error())
                    .isEqualTo("outcome_unknown");
        }

        private RunEvent.ToolCalled announce(String tool) {
            var called = new RunEvent.ToolCalled(
                    RUN,
                    1,
                    "call-1",
                    new ToolName(tool),
                    "{\"text\":\"a\"}",
                    "write",
                    "allow:workspace",
                    "run-1/call-1",
                    "",
                    null);
            journal().append(STREAM, request("call-1", tool, "{}").origin(), List.of(called));
            return called;
        }
    }

    @Nested
    class ByHand {

        @Test
        void takesTheSamePath() {
            var outcome = hand.run(PERSON, new ToolName("list_dir"), "{}", PROJECT);

            assertThat(answered(outcome).ok()).isTrue();
            assertThat(answered(outcome).runId()).isNotEqualTo(RUN);
        }

        @Test
        void goesOnOnceAfterAYes() {
            var waits = (Tools.Outcome.Waits) hand.run(PERSON, calls.spec().name(), "{\"text\":\"a\"}", PROJECT);
            assertThat(hand.goOn(PERSON, calls.spec().name(), waits.confirmation()))
                    .isInstanceOf(Tools.Outcome.Waits.class);
            resolve(waits.confirmation(), Decision.APPROVE, null, "");

            var outcome = hand.goOn(PERSON, calls.spec().name(), waits.confirmation());

            assertThat(answered(outcome).ok()).isTrue();
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> hand.goOn(PERSON, calls.spec().name(), waits.confirmation()))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
            assertThat(calls.calls).hasValue(1);
        }

        @Test
        void hasNobodyToWait() {
            tools.register(ScriptedTool.of(
                    "sleeps", Tool.Effect.READ, true, _ -> new Tool.Result.Pending("timer", clock.instant())));

            var answer = answered(hand.run(PERSON, new ToolName("sleeps"), "{}", PROJECT));

            assertThat(answer.error()).isEqualTo("tool_failed");
            assertThat(answer.output()).contains("only a run can");
        }

        @Test
        void isToldAtOnceWhatMayPass() {
            tools.register(ScriptedTool.of(
                    "flaps", Tool.Effect.READ, true, _ -> Tool.Result.failure("unavailable", "Nobody is there.")));

            var answer = answered(hand.run(PERSON, new ToolName("flaps"), "{}", PROJECT));

            assertThat(answer.error()).isEqualTo("unavailable");
            assertThat(answer.output()).isEqualTo("Nobody is there.");
        }

        @Test
        void doesNotTakeOverTheCallOfARun() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.APPROVE, null, "");

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> hand.goOn(PERSON, calls.spec().name(), id))
                    .returns(ErrorCode.INVALID, AuleException::code);
        }
    }

    @Test
    void thinkingAndCompletingSayWhatTheLoopNeeds() throws Exception {
        assertThat(answer("call-1", "think", "{\"thought\":\"hm\"}").output()).isEqualTo("ok");
        assertThat(answer("call-2", "complete", "{\"answer\":\"All done.\"}").output())
                .isEqualTo("All done.");
    }

    @Test
    void hundredsOfInterleavedCallsKeepTheirOwnArguments() throws Exception {
        var work = new ArrayList<Callable<RunEvent.ToolAnswered>>();
        for (var i = 0; i < 300; i++) {
            var run = new RunId("run-" + i % 50);
            var arguments = "{\"path\":\"f%d\",\"content\":\"%d\"}".formatted(i, i);
            var request = request(run, "call-" + i, "write_file", arguments, Set.of());
            work.add(() -> answered(tools.perform(request)));
        }

        var answers = inParallel(work);

        for (var i = 0; i < 300; i++) {
            assertThat(answers.get(i).output()).startsWith("Created f%d ".formatted(i));
            assertThat(read("f" + i)).isEqualTo(String.valueOf(i));
        }
    }
}
