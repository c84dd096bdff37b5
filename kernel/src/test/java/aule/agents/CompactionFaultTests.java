package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.kernel.ConversationEvent;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model that writes summaries can do wrong. */
@Timeout(200)
class CompactionFaultTests extends WithLongRuns {

    private static final Settings IMPATIENT =
            AgentsHome.QUICK.withContext(Settings.Context.DEFAULT.withPatience(Duration.ofMillis(200)));

    private static Arguments fault(String name, String failure, Function<ChatModel.Request, Turn> brain) {
        return Arguments.of(Named.of(name, brain), failure);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("refuses", "HTTP 500", _ -> Turn.refused(500, "out of order")),
                fault("throws", "broke while it answered", _ -> {
                    throw new IllegalStateException("a defect");
                }),
                fault("hangs", "did not answer within", _ -> Turn.broken(Turn.Fault.STALL, "The")),
                fault("hangs and does not hear", "did not answer within", _ -> deaf()),
                fault("says nothing", "wrote nothing", _ -> Turn.text("")),
                fault("calls a tool", "wrote nothing", _ -> note(1)),
                fault("never ends", "broken off", _ -> Turn.text("garbage ".repeat(131_072))),
                fault("stutters", "again and again", _ -> Turn.text("so so la ".repeat(400))),
                fault("writes bytes", "no text", _ -> Turn.text("\u0001\u0002 some binary \u0000 thing")));
    }

    /** Waits for ever, whoever interrupts. */
    private static Turn deaf() {
        var never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException unheard) {
                // is what a model does that does not listen
            }
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theRunGoesOnWithItsLastTurnsAndSaysWhy(Function<ChatModel.Request, Turn> brain, String failure) {
        var worker =
                worker(step -> step <= 40 ? note(step) : Turn.text("Done.")).as(spec("worker", "general", 16_384));
        try (var home = AgentsHome.lasting(folder, IMPATIENT, List.of(), worker, writer(brain))) {
            var run = ended(home, start(home, Goal.of("note forty steps"), 100));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            var summaries = compactions(home, run);
            assertThat(summaries).isNotEmpty();
            assertThat(summaries.getFirst().failure()).contains(failure);
            assertThat(summaries.getFirst().summary()).contains("1. think step 1 of many");
            var next = requestAfter(home, run, worker, summaries.getFirst());
            assertThat(raw(next)).containsExactlyElementsOf(lastEight(summaries.getFirst()));
        }
    }

    /** What the model was asked right after a summary. */
    private static ChatModel.Request requestAfter(
            AgentsHome home, RunState run, ScriptedModel worker, RunEvent.Compacted summary) {
        var events = home.events(run.id());
        var asked = events.subList(0, events.indexOf(summary)).stream()
                .filter(RunEvent.ModelAnswered.class::isInstance)
                .count();
        return worker.requests().get((int) asked);
    }

    private static List<String> raw(ChatModel.Request request) {
        return request.messages().stream()
                .filter(Message.Assistant.class::isInstance)
                .map(it -> ((Message.Assistant) it).toolCalls().getFirst().arguments())
                .toList();
    }

    private static List<String> lastEight(RunEvent.Compacted summary) {
        var first = summary.throughStep() + 1;
        return Stream.iterate(first, step -> step < first + 8, step -> step + 1)
                .map(step -> note(step).calls().getFirst().arguments())
                .toList();
    }

    @Test
    void aSummaryInAnotherLanguageIsTakenAsItIs() {
        var worker = worker(step -> step <= 40 ? note(step) : Turn.text("Done."));
        var writer = writer(_ -> Turn.text("Der Agent hat einen Schritt nach dem anderen notiert."));
        try (var home = AgentsHome.open(folder, worker, writer)) {
            var run = ended(home, start(home, Goal.of("note forty steps"), 100));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(compactions(home, run))
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.failure()).isEmpty());
        }
    }

    @Test
    void aModelThatKeepsFailingIsAskedRarely() {
        var worker = worker(step -> step <= 200 ? note(step) : Turn.text("Done."));
        var writer = writer(_ -> Turn.refused(500, "out of order"));
        try (var home = AgentsHome.open(folder, worker, writer)) {
            var run = ended(home, start(home, Goal.of("note two hundred steps"), 300));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            var summaries = compactions(home, run);
            assertThat(summaries).hasSizeGreaterThan(8);
            assertThat(summaries.stream().filter(it -> it.model() != null).count())
                    .isLessThanOrEqualTo(2 + summaries.size() / 4);
            assertThat(worker.requests())
                    .allSatisfy(request ->
                            assertThat(tokens(request) + request.maxTokens()).isLessThanOrEqualTo(WINDOW));
        }
    }

    @Test
    void aRunThatIsCancelledWhileItIsSummarisedEndsAtOnce() {
        var worker = worker(step -> step <= 40 ? note(step) : Turn.text("Done."));
        var writer = writer(_ -> Turn.broken(Turn.Fault.STALL, "The"));
        try (var home = AgentsHome.open(folder, worker, writer)) {
            var run = start(home, Goal.of("note forty steps"), 100);
            Awaiting.until("a summary is asked for", () -> !writer.requests().isEmpty());
            home.post("/v1/runs/%s/cancel".formatted(run.id()), "{}");

            assertThat(home.ended(run).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(compactions(home, run)).isEmpty();
        }
    }

    @Test
    void aPauseCutsASummaryOffAndItIsAskedForAgain() {
        var worker = worker(step -> step <= 40 ? note(step) : Turn.text("Done."));
        var writer = writer(_ -> Turn.text("The agent noted one step after the other."));
        writer.add(Turn.broken(Turn.Fault.STALL, "The"));
        try (var home = AgentsHome.open(folder, worker, writer)) {
            var run = start(home, Goal.of("note forty steps"), 100);
            Awaiting.until("a summary is asked for", () -> !writer.requests().isEmpty());
            home.post("/v1/runs/%s/pause".formatted(run.id()), "{}");
            home.await(run, "is paused", it -> it.status() == RunStatus.PAUSED);
            home.post("/v1/runs/%s/resume".formatted(run.id()), "{}");

            assertThat(ended(home, run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(compactions(home, run).getFirst().failure()).isEmpty();
        }
    }

    @Test
    void otherConversationsStayAsTheyAre() {
        var worker = ScriptedModel.answering(request ->
                        whole(request).contains("long") && request.messages().size() < 1_000
                                ? next(request)
                                : Turn.text("Hi."))
                .as(spec("worker", "general", WINDOW));
        try (var home = AgentsHome.open(folder, worker, writer(_ -> Turn.text("x".repeat(1 << 20))))) {
            var other = home.agents().conversations().create(AgentsHome.OWNER, "", null, null);
            var quiet = home.ended(home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("hello").in(other.id())));
            Awaiting.until(
                    "the conversation is told",
                    () -> both(home, other, quiet).getLast().body() instanceof ConversationEvent.NewMessage);
            var before = both(home, other, quiet);

            var chat = home.agents().conversations().create(AgentsHome.OWNER, "", null, null);
            var run = ended(home, start(home, Goal.of("a long work").in(chat.id()), 200));

            assertThat(compactions(home, run)).isNotEmpty();
            assertThat(both(home, other, quiet)).isEqualTo(before);
        }
    }

    /** Ends once the summary says that forty steps are done. */
    private static Turn next(ChatModel.Request request) {
        var seen = whole(request);
        for (var step = 40; step > 0; step--) {
            if (seen.contains("step %d of many".formatted(step))) {
                return step == 40 ? Turn.text("Done.") : note(step + 1);
            }
        }
        return note(1);
    }

    private static List<Envelope> both(AgentsHome home, Conversation chat, RunState run) {
        var streams = Set.of(StreamId.of(chat.id()), StreamId.of(run.id()));
        return home.journal().since(0, new Filter(OrgId.LOCAL, streams, Set.of()), 1_000);
    }
}
