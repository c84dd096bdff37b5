package aule.agents.loop;

import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The request to the model, growing with the run. What a model has answered never changes, so that every request begins
 * with the bytes of the one before. The person and the agent take turns: what is said before the agent speaks again is
 * one message.
 */
final class Prompt {

    private final Brief brief;
    private final PromptSize size = new PromptSize();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, RunEvent.ToolAnswered> results = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private List<RunEvent.ToolRequest> asked = List.of();
    private int heard;

    Prompt(Brief brief) {
        this.brief = brief;
        size.add(brief.system());
        brief.tools().forEach(size::add);
        brief.earlier().forEach(this::say);
    }

    /** Takes in what has been told since the last time. Messages stand behind the results of open calls. */
    void hear(List<RunEvent> told) {
        for (; heard < told.size(); heard++) {
            hear(told.get(heard));
        }
        said.addAll(unread);
        unread.clear();
    }

    private void hear(RunEvent event) {
        switch (event) {
            case RunEvent.ModelAnswered answer -> said(answer);
            case RunEvent.ToolAnswered answer -> answered(answer);
            case RunEvent.Messaged message -> unread.add(words(message));
            case RunEvent.Settled settled -> unread.add(words(settled));
            default -> {
                // nothing a model needs to know
            }
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

    private void said(RunEvent.ModelAnswered answer) {
        read(answer.promptSha256());
        asked = answer.toolCalls();
        say(brief.dialect().said(answer));
        if (asked.isEmpty()) {
            say(new Message.User(brief.dialect().nudge(answer)));
        }
    }

    /**
     * The hash of what the model was asked tells which messages it had read; those that came while it was thinking stand
     * behind its answer. So a prompt is the same whether it grew step by step or is made anew from the journal.
     */
    private void read(String sha256Hex) {
        var read = 0;
        while (read < unread.size() && !size(read).sha256Hex().equals(sha256Hex)) {
            read++;
        }
        var messages = unread.subList(0, read);
        said.addAll(messages);
        messages.clear();
    }

    /** Results may come in any order; they are passed on in the order asked, once all are there. */
    private void answered(RunEvent.ToolAnswered answer) {
        results.put(answer.callId(), answer);
        if (asked.stream().allMatch(call -> results.containsKey(call.callId()))) {
            var inOrder = asked.stream()
                    .map(call -> Objects.requireNonNull(results.get(call.callId())))
                    .toList();
            brief.dialect().results(inOrder).forEach(this::say);
            results.clear();
        }
    }

    private void say(Message message) {
        if (message instanceof Message.User person) {
            said.add(person.text());
            return;
        }
        if (!said.isEmpty()) {
            keep(person(0));
            said.clear();
        }
        keep(message);
    }

    private void keep(Message message) {
        messages.add(message);
        size.add(message);
    }

    /** What was said since the agent spoke, with the first of the unread messages. */
    private Message person(int unreadToo) {
        return new Message.User(
                Stream.concat(said.stream(), unread.stream().limit(unreadToo)).collect(Collectors.joining("\n\n")));
    }

    ChatModel.Request request() {
        var all = new ArrayList<>(messages);
        if (!said.isEmpty()) {
            all.add(person(0));
        }
        return new ChatModel.Request(brief.system(), all, brief.tools(), brief.maxTokens(), null);
    }

    /** The size of the whole request. */
    PromptSize size() {
        return size(0);
    }

    private PromptSize size(int unreadToo) {
        return said.isEmpty() && unreadToo == 0 ? size : size.and(person(unreadToo));
    }
}
