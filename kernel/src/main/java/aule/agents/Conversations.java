package aule.agents;

import aule.journal.Journal;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.MessageId;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.system.Inbox;
import aule.system.Vitals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every conversation and what was said in it. */
public final class Conversations {

    private static final int TITLE = 60;

    /**
     * Which conversations somebody looks for.
     *
     * @param words text in the title, blank for any
     * @param before only those touched before this {@code seq}
     */
    public record Search(Optional<ProjectId> project, String words, long before) {

        public static final Search ALL = new Search(Optional.empty(), "", Long.MAX_VALUE);
    }

    private final Journal journal;
    private final SqlConversations table;
    private final SqlMessages messages;
    private final LatestPages latest = new LatestPages();
    private final Ids ids;

    Conversations(Journal journal, SqlConversations table, SqlMessages messages, Ids ids) {
        this.journal = journal;
        this.table = table;
        this.messages = messages;
        this.ids = ids;
    }

    public Conversation create(
            Principal principal, String title, @Nullable ProjectId project, @Nullable PersonaId persona) {
        var id = new ConversationId(ids.next("conv"));
        append(principal, id, project, new ConversationEvent.Created(id, title, project, persona));
        return find(principal.org(), id);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such conversation */
    public Conversation find(OrgId org, ConversationId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("conversation", id));
    }

    boolean has(OrgId org, ConversationId id) {
        return table.find(org, id).isPresent();
    }

    public List<Conversation> page(OrgId org, Search search, int limit) {
        return table.page(org, search, limit);
    }

    public Conversation change(
            Principal principal,
            ConversationId id,
            String title,
            @Nullable ProjectId project,
            @Nullable PersonaId persona) {
        find(principal.org(), id);
        append(principal, id, project, new ConversationEvent.Updated(id, title, project, persona));
        return find(principal.org(), id);
    }

    public void delete(Principal principal, ConversationId id) {
        var gone = find(principal.org(), id);
        if (id.equals(Inbox.CHAT)) {
            throw new AuleException(
                    ErrorCode.BUILTIN, "The kernel speaks in this conversation; it can be read, not deleted.");
        }
        append(principal, id, gone.project(), new ConversationEvent.Deleted(id));
        latest.drop(id);
    }

    /** The messages just before a place in the journal, oldest first; none of a conversation that is gone. */
    public List<Message> before(OrgId org, ConversationId id, long seq, int limit) {
        return table.find(org, id).map(it -> before(it, seq, limit)).orElse(List.of());
    }

    /** The same for a conversation as it was found a moment ago. */
    List<Message> before(Conversation found, long seq, int limit) {
        if (limit > LatestPages.LONGEST) {
            return messages.before(found.id(), seq, limit);
        }
        return page(found).before(seq, limit).orElseGet(() -> messages.before(found.id(), seq, limit));
    }

    /** The messages just after a place in the journal, oldest first. */
    public List<Message> after(ConversationId id, long seq, int limit) {
        return messages.after(id, seq, limit);
    }

    /** How many conversations are at hand, and how often that helped. */
    Vitals.Cache cache() {
        return new Vitals.Cache("conversations", latest.size(), LatestPages.BOUND, latest.hits(), latest.misses());
    }

    private LatestPages.Page page(Conversation found) {
        return latest.of(found).orElseGet(() -> {
            var read = LatestPages.Page.of(messages.before(found.id(), Long.MAX_VALUE, LatestPages.LONGEST));
            latest.keep(found, read);
            return read;
        });
    }

    /** Writes down the words that started a run, once; the first ones name the conversation. */
    void asked(RunState run) {
        var chat = run.started().conversationId();
        var id = message(run, "asks");
        if (chat == null || messages.find(id).isPresent()) {
            return;
        }
        table.find(run.org(), chat).ifPresent(conversation -> {
            var said = new ConversationEvent.NewMessage(
                    chat, id, "user", run.started().goal(), run.id());
            var titled = new ConversationEvent.Updated(
                    chat, title(run.started().goal()), conversation.project(), conversation.persona());
            var events = conversation.title().isEmpty() ? List.of(titled, said) : List.of(said);
            journal.append(StreamId.of(chat), origin(run, run.started().owner().value()), events);
        });
    }

    /** Writes down what an agent says by itself while its run goes on, once. */
    void told(RunState run, ConversationId chat, MessageId id, String text) {
        if (messages.find(id).isEmpty() && has(run.org(), chat)) {
            var said = new ConversationEvent.NewMessage(chat, id, "assistant", text, null);
            journal.append(StreamId.of(chat), origin(run, run.id().value()), List.of(said));
        }
    }

    /** Writes down how a run ended, once. */
    void answered(RunState run) {
        var chat = run.started().conversationId();
        var id = message(run, "answers");
        if (chat == null || run.ended() == null || messages.find(id).isPresent()) {
            return;
        }
        var said = switch (run.ended()) {
            case RunEvent.Completed end ->
                new ConversationEvent.NewMessage(chat, id, "assistant", end.answer(), run.id());
            case RunEvent.Failed end ->
                new ConversationEvent.NewMessage(chat, id, "kernel", "The run failed: " + end.detail(), run.id());
            case RunEvent.Cancelled end ->
                new ConversationEvent.NewMessage(
                        chat, id, "kernel", "The run was cancelled: " + end.reason(), run.id());
        };
        journal.append(StreamId.of(chat), origin(run, run.id().value()), List.of(said));
    }

    /** The same run always says its words under the same id, so that a crash in between repeats nothing. */
    private static MessageId message(RunState run, String verb) {
        return new MessageId("msg-" + run.id().value().replaceFirst("^run-", "") + "." + verb);
    }

    static String title(String words) {
        var line = words.strip().lines().findFirst().orElse("").replaceAll("\\s+", " ");
        return line.length() <= TITLE ? line : line.substring(0, TITLE - 1).strip() + "…";
    }

    private void append(Principal principal, ConversationId id, @Nullable ProjectId project, ConversationEvent event) {
        var origin = new Origin(principal.org(), project, principal.user().value(), id.value(), null, Journal.NO_LEASE);
        journal.append(StreamId.of(id), origin, List.of(event));
    }

    private static Origin origin(RunState run, String actor) {
        return new Origin(run.org(), run.started().projectId(), actor, run.id().value(), null, Journal.NO_LEASE);
    }
}
