package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.journal.Wire;
import aule.kernel.AuleException;
import aule.kernel.ConfirmationId;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.ErrorCode;
import aule.kernel.Lineage;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers a message once the run that it starts has ended: the one question, one answer door. */
final class ChatApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    record Chat(
            String message,
            @Nullable String model,
            @Nullable ConversationId conversationId,
            @Nullable PersonaId personaId,
            @Nullable ProjectId projectId,
            @Nullable Boolean stream,
            @Nullable Integer maxSteps) {}

    record ChatAnswer(
            String response,
            String thought,
            ConversationId conversationId,
            RunId runId,
            RunStatus status,
            RunView.@Nullable Problem error,
            @Nullable ToolCall toolCall,
            List<Step> steps,
            List<ReceiptId> receipts,
            Usage usage) {}

    record ToolCall(String name, JsonNode args) {}

    record Usage(long tokensIn, long tokensOut, long cachedTokens, long durationMs) {}

    record Waits(
            RunId runId,
            ConversationId conversationId,
            RunStatus status,
            @Nullable ConfirmationId confirmationId) {}

    private final Runs runs;
    private final Conversations conversations;
    private final Personas personas;
    private final Journal journal;
    private final Tales tales;
    private final JsonMapper json;

    ChatApi(Runs runs, Conversations conversations, Personas personas, Journal journal, Tales tales, JsonMapper json) {
        this.runs = runs;
        this.conversations = conversations;
        this.personas = personas;
        this.journal = journal;
        this.tales = tales;
        this.json = json;
    }

    Map<String, Handler> handlers() {
        return Map.of("chat", this::chat);
    }

    private Answer chat(Call call) {
        var wanted = call.body(Chat.class);
        var head = journal.head();
        var run = runs.start(call.principal(), goal(call, wanted));
        return wanted.stream() != null && wanted.stream() ? Answer.events(stream(run, head)) : await(run, head);
    }

    private Goal goal(Call call, Chat wanted) {
        var persona = Optional.ofNullable(wanted.personaId());
        persona.ifPresent(id -> personas.find(call.principal().org(), id));
        var chat = wanted.conversationId() == null
                ? conversations
                        .create(call.principal(), "", wanted.projectId(), wanted.personaId())
                        .id()
                : wanted.conversationId();
        return new Goal(
                wanted.message().strip(),
                Optional.ofNullable(wanted.projectId()),
                persona,
                Optional.ofNullable(wanted.model()),
                Optional.of(chat),
                Optional.empty(),
                2,
                RunsApi.limits(new RunChange(null, wanted.maxSteps(), null, null, null)),
                Lineage.NONE);
    }

    private Answer.Feed stream(RunState run, long head) {
        var chat = chat(run);
        var others = new SubAgents(journal, personas, run.org(), chat);
        var teller = new ChatTeller(new Wire(json), json, tales, others, run.org(), chat, Set.of(run.id()));
        var first =
                new Answer.Frame(null, "connected", Map.of("run_id", run.id(), "conversation_id", chat, "head", head));
        return new JournalFeed(journal, head, first, new OneAnswerTeller(teller, run.id(), () -> answer(run)));
    }

    private Answer await(RunState run, long head) {
        var streams = Set.of(StreamId.of(run.id()), StreamId.of(chat(run)));
        var types = Set.of("run.waiting", "new_message");
        try (var watch = journal.watch(head, new Filter(run.org(), streams, types))) {
            return listen(watch, run);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw goesOn(run);
        }
    }

    private Answer listen(Subscription watch, RunState run) throws InterruptedException {
        while (!watch.cutOff()) {
            var notice = watch.next(PATIENCE);
            if (notice.isPresent() && notice.get() instanceof Notice.Durable(var event)) {
                if (event.body() instanceof RunEvent.Waiting wait) {
                    var waits = new Waits(run.id(), chat(run), RunStatus.WAITING, wait.confirmationId());
                    return Answer.accepted("/v1/runs/" + run.id(), waits);
                }
                if (event.body() instanceof ConversationEvent.NewMessage said
                        && run.id().equals(said.runId())
                        && !said.role().equals("user")) {
                    return Answer.ok(reached(answer(run)));
                }
            }
        }
        throw goesOn(run);
    }

    private static AuleException goesOn(RunState run) {
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "The kernel stops listening; the run goes on, ask GET /v1/runs/%s for its answer.".formatted(run.id()));
    }

    /** A run without an answer is a failure to whoever asked for one. */
    private static ChatAnswer reached(ChatAnswer answer) {
        if (answer.error() == null) {
            return answer;
        }
        var code = Stream.of(ErrorCode.values())
                .filter(it -> it.wire().equals(answer.error().code()))
                .findFirst()
                .orElse(ErrorCode.CONFLICT);
        throw new AuleException(
                code,
                "The run %s was %s: %s"
                        .formatted(
                                answer.runId(),
                                answer.status().wire(),
                                answer.error().detail()));
    }

    private ChatAnswer answer(RunState begun) {
        var run = runs.find(begun.org(), begun.id());
        var steps = tales.of(run.id());
        var view = RunView.of(run, 0, 0, null, run.times().lastAt());
        return new ChatAnswer(
                view.answer() == null ? "" : view.answer(),
                steps.thought(),
                chat(run),
                run.id(),
                run.status(),
                view.error(),
                lastCall(steps.all()),
                steps.all(),
                steps.receipts(),
                new Usage(
                        run.work().tokensIn(),
                        run.work().tokensOut(),
                        run.work().cachedTokens(),
                        view.durationMs() == null ? 0 : view.durationMs()));
    }

    private static @Nullable ToolCall lastCall(List<Step> steps) {
        return steps.reversed().stream()
                .filter(step -> !step.isFinalAnswer())
                .findFirst()
                .map(step -> new ToolCall(step.action(), step.actionInput()))
                .orElse(null);
    }

    private static ConversationId chat(RunState run) {
        return Objects.requireNonNull(run.started().conversationId());
    }
}
