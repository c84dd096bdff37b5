package aule.agents.loop;

import aule.agents.loop.Transcript.Entry;
import aule.agents.loop.context.Notebook;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.tools.Bounded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The request to the model, growing with the run. What a model has answered never changes, so that every request begins
 * with the bytes of the one before, until older steps are summarised. It follows from the run's events alone: it is the
 * same whether it grew step by step or is made anew from the journal.
 */
final class Prompt {

    private final Brief brief;
    private final Transcript transcript;
    private final Notebook notebook = new Notebook();
    private final Map<String, RunEvent.ToolAnswered> results = new HashMap<>();
    private final List<Unread> unread = new ArrayList<>();
    private List<RunEvent.ToolRequest> asked = List.of();
    private SummaryBlock summary = SummaryBlock.NONE;
    private int step;
    private int messagesRead;

    /** @param message whether somebody said it to the run, and not about one of its calls */
    private record Unread(String words, boolean message) {}

    Prompt(Brief brief) {
        this.brief = brief;
        this.transcript = new Transcript(brief);
    }

    /** Takes in what happened since the last time. Messages stand behind the results of open calls. */
    void hear(List<RunEvent> news) {
        news.forEach(this::hear);
        unread.forEach(this::say);
        unread.clear();
    }

    private void hear(RunEvent event) {
        switch (event) {
            case RunEvent.ModelAnswered answer -> said(answer);
            case RunEvent.ToolAnswered answer -> answered(answer);
            case RunEvent.Messaged message -> unread.add(new Unread(words(message), true));
            case RunEvent.Settled settled -> unread.add(new Unread(words(settled), false));
            case RunEvent.AnswerRefused refused -> unread.add(new Unread(refused.reason(), false));
            case RunEvent.Compacted compacted -> compact(compacted);
            case RunEvent.Inherited past -> past.events().forEach(this::hear);
            default -> {
                // nothing a model needs to know
            }
        }
        if (!(event instanceof RunEvent.Inherited)) {
            notebook.add(event);
        }
    }

    private static String words(RunEvent.Messaged message) {
        var speaker = message.sender().startsWith("run-") ? "The agent of " + message.sender() : "The person";
        return "%s says: %s".formatted(speaker, message.text());
    }

    private static String words(RunEvent.Settled settled) {
        var verdict = switch (settled.choice()) {
            case "retry" -> "It did not happen. Make the same call again";
            case "done" -> "It happened. Go on from there and do not repeat it";
            default -> "It did not happen. Go on without it";
        };
        var note = settled.note().isBlank() ? "" : " They add: " + settled.note();
        return "The person looked into the call %s, whose outcome was unknown. %s.%s"
                .formatted(settled.callId(), verdict, note);
    }

    /** A message belongs to the step that is taken next, which answers it. */
    private void say(Unread news) {
        transcript.add(new Entry(step + 1, new Message.User(news.words())));
        messagesRead += news.message() ? 1 : 0;
    }

    private void said(RunEvent.ModelAnswered answer) {
        read(answer.promptSha256());
        messagesRead = 0;
        step = answer.step();
        asked = answer.toolCalls();
        transcript.add(new Entry(step, brief.dialect().said(answer)));
        if (asked.isEmpty()) {
            transcript.add(new Entry(step, new Message.User(brief.dialect().nudge(answer))));
        }
    }

    /**
     * The hash of what the model was asked tells which messages it had read; those that came while it was thinking stand
     * behind its answer.
     */
    private void read(String sha256Hex) {
        while (!unread.isEmpty() && !transcript.size().sha256Hex().equals(sha256Hex)) {
            say(unread.removeFirst());
        }
    }

    /** Results may come in any order; they are passed on in the order asked, once all are there. */
    private void answered(RunEvent.ToolAnswered answer) {
        results.put(answer.callId(), answer);
        if (asked.stream().allMatch(call -> results.containsKey(call.callId()))) {
            var inOrder = asked.stream()
                    .map(call -> shown(Objects.requireNonNull(results.get(call.callId()))))
                    .toList();
            brief.dialect().results(inOrder).forEach(it -> transcript.add(new Entry(step, it)));
            results.clear();
        }
    }

    /** An output in the size that this model can take. */
    private RunEvent.ToolAnswered shown(RunEvent.ToolAnswered answer) {
        var longest = brief.window().outputBytes(asked.size());
        if (answer.output().length() <= longest / 3) {
            return answer;
        }
        return answer.with(Bounded.of(answer.output(), longest).text(), answer.whole());
    }

    private void compact(RunEvent.Compacted event) {
        summary = SummaryBlock.of(event);
        transcript.replace(event.throughStep(), summary.text());
    }

    ChatModel.Request request() {
        return new ChatModel.Request(
                brief.system().text(),
                transcript.messages(),
                brief.tools(),
                brief.window().answer(),
                null,
                brief.schema());
    }

    /** How many messages to the run are in the request that were in none before. */
    int messagesRead() {
        return messagesRead;
    }

    /** The size of the whole request. */
    PromptSize size() {
        return transcript.size();
    }

    /** Its size if the summary stood for the steps up to one of them, the summary itself not counted. */
    long bytesAfter(int through) {
        return size().bytes() - transcript.bytes(through) - summary.bytes();
    }

    /** The last step that the model has taken. */
    int step() {
        return step;
    }

    Notebook notebook() {
        return notebook;
    }

    /** What the request is made of: a block's name and its bytes. */
    Map<String, Long> blocks() {
        var blocks = new LinkedHashMap<>(brief.system().sizes());
        var tools = transcript.toolBytes();
        if (tools > 0) {
            blocks.put("tools", tools);
        }
        transcript.earlier().forEach(blocks::put);
        summary.sizes().forEach(blocks::put);
        var rest = size().bytes() - blocks.values().stream().mapToLong(it -> it).sum();
        if (rest > 0) {
            blocks.put("messages", rest);
        }
        return blocks;
    }
}
