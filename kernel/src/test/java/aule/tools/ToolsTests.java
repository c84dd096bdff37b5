package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.policy.Confirmation;
import aule.policy.Confirmations.Decision;
import aule.policy.Confirmations.Memory;
import aule.policy.Confirmations.Resolution;
import aule.testkit.NoCommands;
import aule.testkit.ScriptedTool;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ToolsTests extends WithTools {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Probe looks = new Probe("looks", Tool.Effect.READ, true, LONG, 2);
    private final Probe changes = new Probe("changes", Tool.Effect.WRITE, false, LONG, 1);
    private final Probe repeats = new Probe("repeats", Tool.Effect.WRITE, true, LONG, 1);
    private final Probe hurries = new Probe("hurries", Tool.Effect.WRITE, false, Duration.ofMillis(50), 1);
    private final Probe calls = new Probe("reaches_out", Tool.Effect.EXTERNAL, false, LONG, 1);

    ToolsTests() {
        more.addAll(List.of(looks, changes, repeats, hurries, calls));
    }

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
        void namesTheFilesAsTheyWereBeforeItChangesThem() throws Exception {
            keeper = (request, tool) -> {
                assertThat(folder.resolve("a.txt")).doesNotExist();
                return new CheckpointId("chk-%s-%s".formatted(request.callId(), tool));
            };
            answer("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\"}");
            answer("call-2", "read_file", "{\"path\":\"a.txt\"}");

            assertThat(called("call-1").checkpointId()).isEqualTo(new CheckpointId("chk-call-1-write_file"));
            assertThat(called("call-2").checkpointId()).isNull();
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
    class ACallThatIsRefused {

        @Test
        void namesTheToolsWhenThereIsNoSuchTool() throws Exception {
            var answer = answer("call-1", "Paint Picture!", "{}");

            assertThat(answer.error()).isEqualTo("not_found");
            assertThat(answer.output()).contains("There is no tool 'Paint Picture!'", "read_file", "exec");
            assertThat(answer.receiptId()).isNull();
            assertThat(events()).containsExactly(answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "💥", "_", "DROP TABLE", "a\u0000b"})
        void survivesAnyName(String name) throws Exception {
            assertThat(answer("call-1", name, "{}").error()).isEqualTo("not_found");
        }

        @Test
        void isNotAllowedToThisCaller() throws Exception {
            var outcome = tools.perform(
                    request(RUN, "call-1", "exec", "{\"command\":\"ls\"}", Set.of(new ToolName("read_file"))));

            var answer = answered(outcome);
            assertThat(answer.error()).isEqualTo("tool_not_allowed");
            assertThat(answer.output()).contains("read_file");
            assertThat(answer.receiptId()).isNull();
        }

        @Test
        void doesNotReachAToolByASlipOfTheName() throws Exception {
            var outcome = tools.perform(
                    request(RUN, "call-1", "delte", "{\"path\":\"a\"}", Set.of(new ToolName("read_file"))));

            assertThat(answered(outcome).error()).isEqualTo("tool_not_allowed");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "read_file|{}|/path",
                    "read_file|garbage {{{|path",
                    "write_file|{\"path\":\"a\"}|/content",
                })
        void namesTheFieldTheSchemaAndAnExample(String tool, String arguments, String field) throws Exception {
            var answer = answer("call-1", tool, arguments);

            assertThat(answer.error()).isEqualTo("invalid");
            assertThat(answer.output()).contains(field, "Its arguments: {", "For example: {");
            assertThat(events()).containsExactly(answer);
        }

        @Test
        void namesTheRuleThatDenies() throws Exception {
            var answer = answer("call-1", "read_file", "{\"path\":\"../secret\"}");

            assertThat(answer.error()).isEqualTo("policy_denied");
            assertThat(answer.output()).contains("rule 'closed-place'");
            assertThat(answer.receiptId()).isNull();
        }

        @Test
        void comesTooOften() throws Exception {
            for (var i = 0; i < Rate.CALLS_PER_MINUTE; i++) {
                answer("bad-" + i, "read_file", "{}");
            }

            var outcome = tools.perform(request("call-1", "read_file", "{\"path\":\"a\"}"));
            var other = answered(tools.perform(request(new RunId("run-2"), "call-1", "list_dir", "{}", Set.of())));

            assertThat(outcome).isInstanceOfSatisfying(Tools.Outcome.Fails.class, it -> {
                assertThat(it.failure().code()).isEqualTo(ErrorCode.RATE_LIMITED);
                assertThat(it.failure().retryAfter()).isPresent();
            });
            assertThat(other.ok()).isTrue();
            clock.advance(Duration.ofMinutes(1));
            assertThat(answer("call-2", "list_dir", "{}").ok()).isTrue();
        }
    }

    @Nested
    class ACallThatAsksAPerson {

        @Test
        void waitsWithExactlyWhatWouldHappen() throws Exception {
            for (var i = 0; i < 6; i++) {
                write("d/" + i, "");
            }

            var asked = confirmations.find(OrgId.LOCAL, waits("call-1", "delete", "{\"path\":\"d\"}"));

            assertThat(asked.rule()).isEqualTo("many-files");
            assertThat(asked.arguments()).isEqualTo("{\"path\":\"d\"}");
            assertThat(asked.preview()).startsWith("delete d (6 files)").contains("d/0", "d/5");
            assertThat(folder.resolve("d/0")).exists();
            assertThat(events()).singleElement().isInstanceOf(ConfirmationEvent.Requested.class);
            assertThat(waits("call-1", "delete", "{\"path\":\"d\"}")).isEqualTo(asked.id());
        }

        @Test
        void happensAfterAYesOnce() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.APPROVE, null, "");

            var answer = answer("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(calls.calls).hasValue(1);
            assertThat(receipt(answer)).returns("approved", Receipt::decision).returns("external", Receipt::rule);
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> answer("call-1", "reaches_out", "{\"text\":\"a\"}"))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
            assertThat(calls.calls).hasValue(1);
        }

        @Test
        void executesWhatWasApprovedAndNothingElse() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"shown\"}");
            resolve(id, Decision.APPROVE, null, "");

            answer("call-1", "reaches_out", "{\"text\":\"changed after the yes\"}");

            assertThat(called("call-1").arguments()).isEqualTo("{\"text\":\"shown\"}");
        }

        @Test
        void cannotLendItsYesToAnotherTool() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"shown\"}");
            resolve(id, Decision.APPROVE, null, "");

            assertThat(answer("call-1", "changes", "{\"text\":\"shown\"}").error())
                    .isEqualTo("policy_denied");
            assertThat(changes.calls).hasValue(0);
        }

        @Test
        void cannotLendItsYesToAnotherRunOrCall() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.APPROVE, null, "");

            assertThat(waits("call-2", "reaches_out", "{\"text\":\"a\"}")).isNotEqualTo(id);
            assertThat(tools.perform(
                            request(new RunId("run-2"), "call-1", "reaches_out", "{\"text\":\"a\"}", Set.of())))
                    .isInstanceOf(Tools.Outcome.Waits.class);
            assertThat(calls.calls).hasValue(0);
        }

        @Test
        void executesTheEditedArguments() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> resolve(id, Decision.EDIT, "{\"words\":\"b\"}", ""))
                    .returns(ErrorCode.INVALID, AuleException::code);
            resolve(id, Decision.EDIT, "{\"text\":\"b\"}", "");
            answer("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThat(called("call-1").arguments()).isEqualTo("{\"text\":\"b\"}");
        }

        @Test
        void isAskedOfThePolicyAgainAfterAnEdit() throws Exception {
            for (var i = 0; i < 6; i++) {
                write("d/" + i, "");
            }
            var id = waits("call-1", "delete", "{\"path\":\"d\"}");
            resolve(id, Decision.EDIT, "{\"path\":\"%s/d\"}".formatted(home), "");

            assertThat(answer("call-1", "delete", "{\"path\":\"d\"}").error()).isEqualTo("policy_denied");
            assertThat(folder.resolve("d/0")).exists();
        }

        @Test
        void doesNotHappenAfterANo() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            resolve(id, Decision.REJECT, null, "not today");

            var answer = answer("call-1", "reaches_out", "{\"text\":\"a\"}");

            assertThat(answer.error()).isEqualTo("policy_denied");
            assertThat(answer.output()).contains("not today");
            assertThat(calls.calls).hasValue(0);
        }

        @Test
        void doesNotHappenAfterItsRunEnded() throws Exception {
            waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            confirmations.cancel(OrgId.LOCAL, RUN, "The run was cancelled.");

            assertThat(answer("call-1", "reaches_out", "{\"text\":\"a\"}").error())
                    .isEqualTo("policy_denied");
        }

        @Test
        void isNotAskedAgainInARunThatIsTrusted() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            confirmations.resolve(PERSON, id, new Resolution(Decision.APPROVE, null, "", Memory.RUN));

            var answer = answer("call-2", "reaches_out", "{\"text\":\"b\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(receipt(answer).decision()).isEqualTo("granted");
        }

        @Test
        void survivesTheEndOfTheKernel() throws Exception {
            var id = waits("call-1", "reaches_out", "{\"text\":\"a\"}");
            var later = life(reopened());
            later.confirmations().resolve(PERSON, id, new Resolution(Decision.APPROVE, null, "", Memory.ONCE));

            var answer = answered(later.tools().perform(request("call-1", "reaches_out", "{\"text\":\"a\"}")));

            assertThat(answer.ok()).isTrue();
            assertThat(calls.calls).hasValue(1);
        }

        @Test
        void isACommandWhenNothingIsolates() throws Exception {
            sandbox = NoCommands.open();

            var asked = confirmations.find(OrgId.LOCAL, waits("call-1", "exec", "{\"command\":\"ls \u202e-la\"}"));

            assertThat(asked.rule()).isEqualTo("command-without-isolation");
            assertThat(asked.preview()).isEqualTo("ls \\u{202e}-la");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "rm -rf /|dangerous-command",
                    "sudo shutdown now|dangerous-command",
                    "rm -r d|many-files",
                    "rm d/*|many-files",
                    "cd / && rm -rf *|dangerous-command",
                })
        void isACommandThatDestroysBehindWalls(String command, String rule) throws Exception {
            for (var i = 0; i < 6; i++) {
                write("d/" + i, "");
            }

            var id = waits("call-1", "exec", "{\"command\":\"%s\"}".formatted(command));

            assertThat(confirmations.find(OrgId.LOCAL, id).rule()).isEqualTo(rule);
        }

        @Test
        void previewsAWriteAsADiff() throws Exception {
            Files.writeString(home.resolve("policy.yaml"), """
                    rules:
                      - {id: all, when: 'true', answer: confirm, reason: Everything asks.}
                    """);
            write("a.txt", "one\ntwo\n");

            var asked = confirmations.find(
                    OrgId.LOCAL, waits("call-1", "write_file", "{\"path\":\"a.txt\",\"content\":\"one\\n2\\n\"}"));

            assertThat(asked.preview()).isEqualTo("write a.txt (6 bytes)\n- two\n+ 2\n");
        }
    }

    @Nested
    class AQuestion {

        @Test
        void waitsAndAnswersWithThePersonsWords() throws Exception {
            var id = waits("call-1", "ask_user", "{\"question\":\"Which?\",\"options\":[\"red\",\"blue\"]}");
            var asked = confirmations.find(OrgId.LOCAL, id);
            assertThat(asked.kind()).isEqualTo(Confirmation.Kind.QUESTION);
            assertThat(asked.options()).containsExactly("red", "blue");
            assertThat(asked.preview()).isEqualTo("Which?");

            confirmations.resolve(PERSON, id, new Resolution(Decision.ANSWER, null, "blue", Memory.ONCE));
            var answer = answer("call-1", "ask_user", "{\"question\":\"Which?\"}");

            assertThat(answer.ok()).isTrue();
            assertThat(answer.output()).isEqualTo("blue");
            assertThat(answer.receiptId()).isNotNull();
        }

        @Test
        void mayGoUnanswered() throws Exception {
            var id = waits("call-1", "ask_user", "{\"question\":\"Which?\"}");
            resolve(id, Decision.REJECT, null, "no time");

            assertThat(answer("call-1", "ask_user", "{\"question\":\"Which?\"}").output())
                    .contains("no time");
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

    private ConfirmationId waits(String callId, String tool, String arguments) throws InterruptedException {
        return ((Tools.Outcome.Waits) tools.perform(request(callId, tool, arguments))).confirmation();
    }

    private void resolve(ConfirmationId id, Decision decision, @Nullable String arguments, String text) {
        confirmations.resolve(PERSON, id, new Resolution(decision, arguments, text, Memory.ONCE));
    }

    private Receipt receipt(RunEvent.ToolAnswered answer) {
        return receipts.find(OrgId.LOCAL, Objects.requireNonNull(answer.receiptId()))
                .orElseThrow();
    }

    private RunEvent.ToolCalled called(String callId) {
        return events().stream()
                .filter(RunEvent.ToolCalled.class::isInstance)
                .map(RunEvent.ToolCalled.class::cast)
                .filter(it -> it.callId().equals(callId))
                .findFirst()
                .orElseThrow();
    }

    private static List<RunEvent.ToolAnswered> inParallel(List<Callable<RunEvent.ToolAnswered>> work)
            throws InterruptedException, ExecutionException {
        var gate = new CountDownLatch(1);
        var futures = new ArrayList<Future<RunEvent.ToolAnswered>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : work) {
                futures.add(threads.submit(() -> {
                    gate.await();
                    return each.call();
                }));
            }
            gate.countDown();
        }
        var answers = new ArrayList<RunEvent.ToolAnswered>();
        for (var future : futures) {
            answers.add(future.get());
        }
        return answers;
    }
}
