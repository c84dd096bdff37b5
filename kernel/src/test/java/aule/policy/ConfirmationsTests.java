package aule.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import aule.policy.Confirmation.Status;
import aule.policy.Confirmations.Decision;
import aule.policy.Confirmations.Memory;
import aule.rules.RulesRoom;
import aule.store.Database;
import aule.testkit.CountingIds;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmationsTests extends WithJournal {

    private static final ProjectId PROJECT = new ProjectId("proj-default");
    private static final Principal ANA = new Principal(OrgId.LOCAL, new UserId("user-ana"), "Ana", Set.of());
    private static final Journal.Origin BY_RUN =
            new Journal.Origin(OrgId.LOCAL, PROJECT, RUN.value(), "run-root", null, Journal.NO_LEASE);

    @TempDir
    private Path folder;

    private Confirmations confirmations;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal", "policy");
    }

    @BeforeEach
    void opensTheRoom() {
        confirmations = PolicyRoom.open(folder, RulesRoom.open().rules(), journal(), database(), new CountingIds())
                .confirmations();
    }

    @Nested
    class Ask {

        @Test
        void leavesAPendingQuestionInTheRunsTimeline() {
            var id = ask("call-1", "{\"path\":\"a\"}");

            var asked = confirmations.find(OrgId.LOCAL, id);

            assertThat(asked.status()).isEqualTo(Status.PENDING);
            assertThat(asked.arguments()).isEqualTo("{\"path\":\"a\"}");
            assertThat(asked.project()).isEqualTo(PROJECT);
            assertThat(journal().read(STREAM, 0, 10)).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo("confirmation.requested");
                assertThat(event.correlation()).isEqualTo("run-root");
            });
        }

        @Test
        void aboutTheSameCallAgainGivesTheSameQuestion() {
            assertThat(ask("call-1", "{}")).isEqualTo(ask("call-1", "{\"changed\":1}"));
            assertThat(confirmations.find(OrgId.LOCAL, ask("call-1", "{}")).arguments())
                    .isEqualTo("{}");
        }

        @Test
        void spellsOutHiddenCharactersInThePreview() {
            var question = new Confirmations.Question(
                    RUN,
                    "call-1",
                    Confirmation.Kind.APPROVAL,
                    new ToolName("exec"),
                    "{}",
                    "ls \u202Efdsa",
                    "r",
                    "x",
                    List.of());

            var id = confirmations.ask(BY_RUN, question);

            assertThat(confirmations.find(OrgId.LOCAL, id).preview()).isEqualTo("ls \\u{202e}fdsa");
        }

        @Test
        void isNotSeenByAnotherOrganisation() {
            var id = ask("call-1", "{}");

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> confirmations.find(new OrgId("org-other"), id))
                    .returns(ErrorCode.NOT_FOUND, AuleException::code);
        }

        @Test
        void survivesTheEndOfTheKernel() {
            var id = ask("call-1", "{}");

            var later = PolicyRoom.open(folder, RulesRoom.open().rules(), reopened(), database(), new CountingIds())
                    .confirmations();

            later.resolve(ANA, id, say(Decision.APPROVE));
            assertThat(later.forCall(RUN, "call-1").orElseThrow().status()).isEqualTo(Status.APPROVED);
        }
    }

    @Nested
    class Resolve {

        @Test
        void approvesWithTheArgumentsThatWereShown() {
            var id = ask("call-1", "{\"path\":\"a\"}");

            var resolved = confirmations.resolve(ANA, id, say(Decision.APPROVE));

            assertThat(resolved.status()).isEqualTo(Status.APPROVED);
            assertThat(resolved.arguments()).isEqualTo("{\"path\":\"a\"}");
            assertThat(resolved.resolvedBy()).isEqualTo("user-ana");
        }

        @Test
        void keepsTheCorrelationOfTheRun() {
            confirmations.resolve(ANA, ask("call-1", "{}"), say(Decision.APPROVE));

            var last = journal().read(STREAM, 1, 10).getFirst();
            assertThat(last.body()).isInstanceOf(ConfirmationEvent.Resolved.class);
            assertThat(last.correlation()).isEqualTo("run-root");
            assertThat(last.actor()).isEqualTo("user-ana");
        }

        @Test
        void editsAfterTheArgumentsWereCheckedAgain() {
            confirmations.revalidate((_, arguments) ->
                    arguments.contains("bad") ? List.of(new Fault("/path", "It is bad.")) : List.of());
            var id = ask("call-1", "{\"path\":\"a\"}");

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> confirmations.resolve(ANA, id, edit("{\"path\":\"bad\"}")))
                    .returns(ErrorCode.INVALID, AuleException::code)
                    .satisfies(e -> assertThat(e.faults()).containsExactly(new Fault("/args/path", "It is bad.")));

            assertThat(confirmations.resolve(ANA, id, edit("{\"path\":\"b\"}")).arguments())
                    .isEqualTo("{\"path\":\"b\"}");
        }

        @ParameterizedTest
        @EnumSource(Decision.class)
        void refusesASecondAnswer(Decision second) {
            var id = ask("call-1", "{}");
            confirmations.resolve(ANA, id, say(Decision.REJECT));

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> confirmations.resolve(ANA, id, say(second)))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
            assertThat(confirmations.find(OrgId.LOCAL, id).status()).isEqualTo(Status.REJECTED);
        }

        @Test
        void refusesAnAnswerThatDoesNotFit() {
            var approval = ask("call-1", "{}");
            var question = question("call-2");

            refusesAsInvalid(approval, say(Decision.ANSWER));
            refusesAsInvalid(approval, say(Decision.EDIT));
            refusesAsInvalid(question, say(Decision.APPROVE));
            refusesAsInvalid(question, new Confirmations.Resolution(Decision.ANSWER, null, " ", Memory.ONCE));
        }

        @Test
        void answersAQuestion() {
            var id = question("call-1");

            var resolved = confirmations.resolve(
                    ANA, id, new Confirmations.Resolution(Decision.ANSWER, null, "blue", Memory.ONCE));

            assertThat(resolved.status()).isEqualTo(Status.ANSWERED);
            assertThat(resolved.text()).isEqualTo("blue");
        }

        @Test
        void letsExactlyOneOfManyWin() throws Exception {
            for (var round = 0; round < 20; round++) {
                var id = ask("call-" + round, "{}");
                var outcomes = race(2, _ -> confirmations.resolve(ANA, id, say(Decision.APPROVE)));

                assertThat(outcomes.stream().filter(it -> it.state() == Future.State.SUCCESS))
                        .hasSize(1);
                assertThat(outcomes.stream().filter(it -> it.state() == Future.State.FAILED))
                        .allSatisfy(it -> assertThat(it.exceptionNow())
                                .isInstanceOfSatisfying(
                                        AuleException.class,
                                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT)));
            }
            assertThat(journal().read(STREAM, 0, 100)).hasSize(40);
        }

        @Test
        void givesEachOfAThousandInterleavedAnswersToItsOwnCall() throws Exception {
            var ids = new ArrayList<ConfirmationId>();
            for (var i = 0; i < 1_000; i++) {
                ids.add(question(new RunId("run-" + i % 100), "call-" + i / 100));
            }

            race(
                    1_000,
                    i -> confirmations.resolve(
                            ANA,
                            ids.get(i),
                            new Confirmations.Resolution(Decision.ANSWER, null, "answer " + i, Memory.ONCE)));

            assertThat(IntStream.range(0, 1_000))
                    .allSatisfy(i -> assertThat(confirmations
                                    .forCall(new RunId("run-" + i % 100), "call-" + i / 100)
                                    .orElseThrow()
                                    .text())
                            .isEqualTo("answer " + i));
        }

        private void refusesAsInvalid(ConfirmationId id, Confirmations.Resolution resolution) {
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> confirmations.resolve(ANA, id, resolution))
                    .returns(ErrorCode.INVALID, AuleException::code);
        }
    }

    @Nested
    class Remember {

        @Test
        void onceReachesNoOtherCall() {
            approve("call-1", "{\"path\":\"a\"}", Memory.ONCE);

            assertThat(granted(RUN, "many-files", "{\"path\":\"a\"}")).isFalse();
        }

        @Test
        void runReachesTheSameToolAndRuleOfTheSameRun() {
            approve("call-1", "{\"path\":\"a\"}", Memory.RUN);

            assertThat(granted(RUN, "many-files", "{\"path\":\"b\"}")).isTrue();
            assertThat(granted(RUN, "other-rule", "{\"path\":\"b\"}")).isFalse();
            assertThat(granted(new RunId("run-2"), "many-files", "{\"path\":\"a\"}"))
                    .isFalse();
        }

        @Test
        void alwaysReachesExactlyThisCallInThisProject() {
            approve("call-1", "{\"path\":\"a\"}", Memory.ALWAYS);

            assertThat(granted(new RunId("run-2"), "many-files", "{\"path\":\"a\"}"))
                    .isTrue();
            assertThat(granted(new RunId("run-2"), "many-files", "{\"path\":\"b\"}"))
                    .isFalse();
            assertThat(confirmations.granted(
                            OrgId.LOCAL, new ProjectId("proj-other"), held(RUN, "x", "many-files", "{\"path\":\"a\"}")))
                    .isFalse();
        }

        @Test
        void aNoIsNeverAGrant() {
            var id = ask("call-1", "{}");
            confirmations.resolve(ANA, id, new Confirmations.Resolution(Decision.REJECT, null, "", Memory.RUN));

            assertThat(granted(RUN, "many-files", "{}")).isFalse();
        }

        private void approve(String call, String arguments, Memory memory) {
            confirmations.resolve(
                    ANA, ask(call, arguments), new Confirmations.Resolution(Decision.APPROVE, null, "", memory));
        }

        private boolean granted(RunId run, String rule, String arguments) {
            return confirmations.granted(OrgId.LOCAL, PROJECT, held(run, "call-9", rule, arguments));
        }
    }

    @Test
    void theEndOfARunTakesItsOpenQuestionsBack() {
        var open = ask("call-1", "{}");
        var answered = ask("call-2", "{}");
        confirmations.resolve(ANA, answered, say(Decision.APPROVE));

        confirmations.cancel(OrgId.LOCAL, RUN, "The run was cancelled.");

        assertThat(confirmations.find(OrgId.LOCAL, open).status()).isEqualTo(Status.CANCELLED);
        assertThat(confirmations.find(OrgId.LOCAL, answered).status()).isEqualTo(Status.APPROVED);
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> confirmations.resolve(ANA, open, say(Decision.APPROVE)))
                .returns(ErrorCode.CONFLICT, AuleException::code);
    }

    @Test
    void questionsAreListedNewestFirstInPages() {
        var first = ask("call-1", "{}");
        var second = ask("call-2", "{}");
        confirmations.resolve(ANA, first, say(Decision.REJECT));

        assertThat(ids(Optional.empty(), "", 10)).containsExactly(second, first);
        assertThat(ids(Optional.empty(), second.value(), 10)).containsExactly(first);
        assertThat(ids(Optional.of(Status.PENDING), "", 10)).containsExactly(second);
        assertThat(ids(Optional.empty(), "", 1)).containsExactly(second);
    }

    private List<ConfirmationId> ids(Optional<Status> status, String before, int limit) {
        return confirmations.page(OrgId.LOCAL, status, before, limit).stream()
                .map(Confirmation::id)
                .toList();
    }

    private ConfirmationId ask(String call, String arguments) {
        return confirmations.ask(BY_RUN, held(RUN, call, "many-files", arguments));
    }

    private static Confirmations.Question held(RunId run, String call, String rule, String arguments) {
        return new Confirmations.Question(
                run,
                call,
                Confirmation.Kind.APPROVAL,
                new ToolName("delete"),
                arguments,
                "delete a",
                rule,
                "x",
                List.of());
    }

    private ConfirmationId question(String call) {
        return question(RUN, call);
    }

    private ConfirmationId question(RunId run, String call) {
        var question = new Confirmations.Question(
                run,
                call,
                Confirmation.Kind.QUESTION,
                new ToolName("ask_user"),
                "{}",
                "Which colour?",
                "question",
                "The agent asks.",
                List.of("red", "blue"));
        return confirmations.ask(BY_RUN, question);
    }

    private static Confirmations.Resolution say(Decision decision) {
        return new Confirmations.Resolution(decision, null, "because", Memory.ONCE);
    }

    private static Confirmations.Resolution edit(String arguments) {
        return new Confirmations.Resolution(Decision.EDIT, arguments, "", Memory.ONCE);
    }

    private interface Turn {
        Object take(int number);
    }

    private static List<Future<Object>> race(int runners, Turn turn) throws InterruptedException {
        var outcomes = new ArrayList<Future<Object>>();
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < runners; i++) {
                var number = i;
                outcomes.add(threads.submit(() -> {
                    gate.await();
                    return turn.take(number);
                }));
            }
            gate.countDown();
        }
        return outcomes;
    }
}
