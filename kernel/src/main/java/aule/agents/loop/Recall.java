package aule.agents.loop;

import aule.agents.Conversations;
import aule.agents.Message;
import aule.agents.RunState;
import aule.agents.Settings;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.StreamId;
import aule.models.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Remembers what came before a run: the latest messages of its conversation, a line on older ones, and what was done. */
public final class Recall {

    private static final int OLDER = 200;
    private static final int EVENTS = 2_000;
    private static final Set<String> CALLS = Set.of("tool.called", "tool.answered");
    private static final Set<String> ENDS = Set.of("run.failed", "run.cancelled");

    /**
     * What came before.
     *
     * @param messages word for word, the goal last
     * @param notes on everything older and on what was done, for the system prompt; empty if there is nothing
     */
    public record Earlier(List<ChatModel.Message> messages, String notes) {

        public Earlier {
            messages = List.copyOf(messages);
        }

        /** The same before another goal. */
        public Earlier withGoal(String before, String now) {
            var last = messages.getLast();
            if (before.equals(now)
                    || !(last instanceof ChatModel.Message.User user)
                    || !user.text().endsWith(before)) {
                return this;
            }
            var said = new ArrayList<>(messages.subList(0, messages.size() - 1));
            var text = user.text();
            said.add(user.saying(text.substring(0, text.length() - before.length()) + now));
            return new Earlier(said, notes);
        }

        /** The same in so many bytes beside the goal: what no longer fits is a line of the notes. */
        Earlier within(long bytes) {
            var first = messages.size() - 1;
            for (var left = bytes; first > 0 && (left -= PromptSize.of(messages.get(first - 1))) >= 0; ) {
                first--;
            }
            while (!(messages.get(first) instanceof ChatModel.Message.User)) {
                first++;
            }
            var more = Notes.unsaid(messages.subList(0, first));
            return new Earlier(messages.subList(first, messages.size()), Notes.within(notes + more, bytes / 2));
        }
    }

    private final Conversations conversations;
    private final Journal journal;
    private final Settings settings;

    public Recall(Conversations conversations, Journal journal, Settings settings) {
        this.conversations = conversations;
        this.journal = journal;
        this.settings = settings;
    }

    Earlier of(RunState run) {
        var chat = run.started().conversationId();
        if (chat == null) {
            return new Earlier(List.of(new ChatModel.Message.User(run.started().goal())), lastTry(run));
        }
        var latest = latest(run.org(), chat, run.seq());
        var before = latest.isEmpty() ? run.seq() : latest.getFirst().seq();
        var older = conversations.before(run.org(), chat, before, OLDER);
        var notes = Notes.summary(older) + Notes.deeds(deeds(run.org(), latest)) + lastTry(run);
        return new Earlier(words(latest, run.started().goal()), notes);
    }

    /** A conversation is shown from something that the person said. */
    private List<Message> latest(OrgId org, ConversationId chat, long before) {
        var latest = conversations.before(org, chat, before, settings.window() - 1);
        var first = 0;
        while (first < latest.size() && !latest.get(first).role().equals("user")) {
            first++;
        }
        return latest.subList(first, latest.size());
    }

    /** How the run ended whose goal this one tries again, so that it does not make the same mistake. */
    private String lastTry(RunState run) {
        var before = run.started().lineage().retryOf();
        if (before == null) {
            return "";
        }
        var stream = Set.of(StreamId.of(before));
        var calls = deeds(run.org(), stream);
        return journal.since(0, new Filter(run.org(), stream, ENDS), 1).stream()
                .map(end -> Notes.lastTry(end.body(), calls))
                .findFirst()
                .orElse("");
    }

    private List<Envelope> deeds(OrgId org, List<Message> latest) {
        var streams = latest.stream()
                .map(Message::run)
                .filter(Objects::nonNull)
                .map(StreamId::of)
                .collect(Collectors.toSet());
        return deeds(org, streams);
    }

    private List<Envelope> deeds(OrgId org, Set<StreamId> streams) {
        return streams.isEmpty() ? List.of() : journal.since(0, new Filter(org, streams, CALLS), EVENTS);
    }

    /** The person and the agent take turns; what the same one said twice in a row is joined. */
    private static List<ChatModel.Message> words(List<Message> latest, String goal) {
        var said = new ArrayList<ChatModel.Message>();
        for (var message : latest) {
            say(said, message.role().equals("user"), message.content());
        }
        say(said, true, goal);
        return said;
    }

    private static void say(List<ChatModel.Message> said, boolean person, String text) {
        var last = said.isEmpty() ? null : said.getLast();
        if (person && last instanceof ChatModel.Message.User before) {
            said.set(said.size() - 1, before.saying(before.text() + "\n\n" + text));
        } else if (!person && last instanceof ChatModel.Message.Assistant before) {
            said.set(said.size() - 1, new ChatModel.Message.Assistant(before.text() + "\n\n" + text, List.of()));
        } else {
            said.add(person ? new ChatModel.Message.User(text) : new ChatModel.Message.Assistant(text, List.of()));
        }
    }
}
