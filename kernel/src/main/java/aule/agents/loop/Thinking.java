package aule.agents.loop;

import aule.agents.loop.Dialect.Heard;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the model for the next step and writes down what it answers. */
public final class Thinking {

    private static final String CUT = """
            The answer was cut off at its longest length, so this call was not executed. Send it again in smaller \
            pieces, for example with append_file.""";

    private static final String FILTERED = "The provider's filter kept back the answers of";

    private final Journal journal;
    private final AnswerForm form;
    private final Till till;
    private final KnownAnswers answers;

    public Thinking(Journal journal, AnswerForm form, Till till, KnownAnswers answers) {
        this.journal = journal;
        this.form = form;
        this.till = till;
        this.answers = answers;
    }

    void think(RunLog log, Brief brief, Prompt prompt) throws InterruptedException {
        var request = prompt.request();
        var known = answers.recall(brief.model(), request);
        if (known.isPresent()) {
            var spared = known.get().spared();
            note(log, brief, prompt, known.get().reply(), spared);
            return;
        }
        var payment = till.pay(log, brief.model().spec(), request);
        if (payment == Till.Payment.REFUSED) {
            return;
        }
        var reply = ask(log, brief, request, log.state().work().step() + 1);
        entered(log, brief, prompt, reply);
        answers.keep(brief.model(), request, reply);
        till.count(log, payment);
    }

    /** Whoever stopped the run while the answer came still pays for it. */
    private void entered(RunLog log, Brief brief, Prompt prompt, ChatModel.Reply reply) {
        try {
            note(log, brief, prompt, reply, null);
        } catch (AuleException refused) {
            if (refused.code() == ErrorCode.ILLEGAL_TRANSITION || refused.code() == ErrorCode.STALE_LEASE) {
                till.lose(log, brief.model().spec(), reply);
            }
            throw refused;
        }
    }

    /** @param spared what a remembered answer used when the model was asked; null if it was asked now */
    private void note(RunLog log, Brief brief, Prompt prompt, ChatModel.Reply reply, @Nullable TokenUsage spared) {
        var cost = brief.model().spec().cost(spared == null ? reply.usage() : spared);
        var step = log.state().work().step() + 1;
        var heard = brief.dialect().hear(reply, log.calls().speechless());
        var answer = new RunEvent.ModelAnswered(
                log.run(),
                step,
                brief.model().spec().id(),
                heard.thought(),
                heard.text(),
                named(log, heard.calls(), step),
                reply.usage(),
                reply.durationMs(),
                reply.firstTokenMs(),
                prompt.size().bytes(),
                prompt.size().sha256Hex(),
                prompt.blocks(),
                prompt.messagesRead(),
                spared == null ? cost : Long.valueOf(0),
                spared != null,
                reply.id(),
                spared == null ? brief.saved(reply.usage()) : some(cost));
        log.append(events(log, brief, answer, heard, reply));
        journal.shown(log.stream(), "step-" + step);
    }

    private static @Nullable Long some(@Nullable Long cost) {
        return cost == null || cost == 0 ? null : cost;
    }

    /** What follows from an answer without further ado is written down with it. */
    private RunEvent[] events(
            RunLog log, Brief brief, RunEvent.ModelAnswered answer, Heard heard, ChatModel.Reply reply) {
        if (heard.isFinal()) {
            return new RunEvent[] {answer, last(log, heard, reply, answer.step())};
        }
        if (answer.toolCalls().isEmpty()
                && log.calls().speechless() >= brief.dialect().patience()) {
            return new RunEvent[] {answer, gaveUp(log, answer, reply)};
        }
        if (!answer.toolCalls().isEmpty() && reply.finish().equals("length")) {
            return new RunEvent[] {answer, cut(answer)};
        }
        return new RunEvent[] {answer};
    }

    /** A model that says itself that it did not reach the goal has not reached it. */
    private RunEvent last(RunLog log, Heard heard, ChatModel.Reply reply, int step) {
        return reply.finish().equals(ChatModel.Reply.GAVE_UP)
                ? new RunEvent.Failed(log.run(), ErrorCode.TOOL_FAILED.wire(), heard.text())
                : form.end(log, step, heard.text());
    }

    private static RunEvent gaveUp(RunLog log, RunEvent.ModelAnswered answer, ChatModel.Reply reply) {
        return reply.finish().equals("content_filter")
                ? new RunEvent.Failed(
                        log.run(),
                        ErrorCode.PROVIDER_ERROR.wire(),
                        "%s %s; put the goal in other words.".formatted(FILTERED, answer.model()))
                : new RunEvent.Failed(
                        log.run(),
                        ErrorCode.LOOP_DETECTED.wire(),
                        "%s gave neither an answer nor a tool call, %d times in a row; try another model."
                                .formatted(answer.model(), log.calls().speechless() + 1));
    }

    private static RunEvent cut(RunEvent.ModelAnswered answer) {
        var last = answer.toolCalls().getLast();
        return new RunEvent.ToolAnswered(
                answer.runId(),
                answer.step(),
                last.callId(),
                tool(last.tool()),
                false,
                CUT,
                ErrorCode.INVALID.wire(),
                null,
                false,
                0,
                null,
                List.of());
    }

    /** Whether this says that the answer was cut off in the middle of its last call. */
    static boolean isCut(RunEvent.ModelAnswered answer, RunEvent.ToolAnswered result) {
        return !answer.toolCalls().isEmpty() && result.equals(cut(answer));
    }

    /** Whether the run failed because its model's answers were kept back. */
    static boolean isFiltered(RunEvent.Failed end) {
        return end.detail().startsWith(FILTERED);
    }

    private static ToolName tool(String asked) {
        try {
            return new ToolName(asked);
        } catch (AuleException noName) {
            return new ToolName("unknown");
        }
    }

    /** Gives every call an id that is unique in its run; not every model does. */
    private static List<RunEvent.ToolRequest> named(RunLog log, List<ChatModel.ToolCall> calls, int step) {
        var named = new ArrayList<RunEvent.ToolRequest>();
        var taken = new HashSet<String>();
        for (var asked : calls) {
            var call = FurtherCalls.unwrapped(asked);
            var fits = call.id().matches("[A-Za-z0-9_-]{1,64}") && !log.calls().used(call.id()) && taken.add(call.id());
            var id = fits ? call.id() : "call-%d-%d".formatted(step, named.size() + 1);
            named.add(new RunEvent.ToolRequest(id, call.name(), call.arguments()));
        }
        return named;
    }

    /** What was shown of a try that failed is forgotten. */
    private ChatModel.Reply ask(RunLog log, Brief brief, ChatModel.Request request, int step)
            throws InterruptedException {
        var shown =
                Shown.begin(journal, log.stream(), step, brief.model().spec().id());
        try {
            return till.watching(log, brief.model())
                    .chat(request, brief.dialect().show(shown));
        } catch (AuleException | InterruptedException failure) {
            shown.end();
            throw failure;
        }
    }
}
