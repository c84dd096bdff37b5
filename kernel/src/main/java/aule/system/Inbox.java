package aule.system;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.MessageId;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system says by itself, in a conversation of its own: which runs failed for good. Each is said
 * once, whenever the kernel was stopped.
 */
public final class Inbox {

    /** The conversation in which the kernel speaks. */
    public static final ConversationId CHAT = new ConversationId("conv-kernel-system");

    static final String ROLE = "kernel";
    private static final String TITLE = "Aulë";
    private static final StreamId STREAM = StreamId.of(CHAT);
    private static final Filter FAILURES = Filter.ofTypes(Set.of("run.failed"));
    private static final int PAGE = 200;

    /** Something that the kernel said. */
    public record Letter(
            MessageId id, String content, @Nullable RunId runId, Instant createdAt) {}

    /** How somebody's inbox stands. */
    public record Standing(
            ConversationId conversationId,
            int unreadCount,
            @Nullable Letter lastMessage) {}

    private final SqlInbox table;
    private final Journal journal;

    Inbox(SqlInbox table, Journal journal) {
        this.table = table;
        this.journal = journal;
    }

    /** Says what is to be said since it last spoke, and goes on listening until closed; once every room is open. */
    public AutoCloseable begin() {
        if (journal.read(STREAM, 0, 1).isEmpty()) {
            var first = new ConversationEvent.Created(CHAT, TITLE, null, null);
            journal.append(STREAM, Journal.Origin.kernel(CHAT.value()), List.of(first));
        }
        var follower = Follower.start("system-inbox", journal, FAILURES, this::hear);
        catchUp();
        return follower;
    }

    public Standing of(OrgId org, UserId user) {
        return new Standing(CHAT, table.unread(org, user), table.newest(org).orElse(null));
    }

    /** Takes everything so far as read. */
    public Standing read(OrgId org, UserId user) {
        table.read(org, user);
        return of(org, user);
    }

    private void catchUp() {
        var after = spoken();
        for (var page = journal.since(after, FAILURES, PAGE);
                !page.isEmpty();
                page = journal.since(page.getLast().seq(), FAILURES, PAGE)) {
            page.forEach(this::hear);
        }
    }

    /** The failure that was told last; before the first one, the beginning of the conversation. */
    private long spoken() {
        return table.newest(OrgId.LOCAL)
                .map(Letter::runId)
                .flatMap(run -> journal.since(0, failure(run), 1).stream().findFirst())
                .map(Envelope::seq)
                .orElseGet(() -> journal.read(STREAM, 0, 1).getFirst().seq());
    }

    private static Filter failure(RunId run) {
        return new Filter(OrgId.LOCAL, Set.of(StreamId.of(run)), FAILURES.types());
    }

    private synchronized void hear(Envelope event) {
        if (event.body() instanceof RunEvent.Failed end) {
            var id = new MessageId("msg-%s.failed".formatted(end.runId().value().replaceFirst("^run-", "")));
            goal(end.runId()).filter(_ -> !table.knows(id)).ifPresent(goal -> say(event, id, end, goal));
        }
    }

    /** Empty for a run whose parent is told of its end. */
    private Optional<String> goal(RunId run) {
        return journal.read(StreamId.of(run), 0, 1).stream()
                .map(Envelope::body)
                .filter(it -> it instanceof RunEvent.Started begun && begun.parentId() == null)
                .map(it -> ((RunEvent.Started) it).goal())
                .findFirst();
    }

    private void say(Envelope cause, MessageId id, RunEvent.Failed end, String goal) {
        var text = "A run failed: %s\n\n%s (`%s`)".formatted(line(goal), end.detail(), end.code());
        var origin = new Journal.Origin(
                cause.org(),
                cause.project(),
                ROLE,
                end.runId().value(),
                cause.id().toString(),
                Journal.NO_LEASE);
        journal.append(STREAM, origin, List.of(new ConversationEvent.NewMessage(CHAT, id, ROLE, text, end.runId())));
    }

    private static String line(String goal) {
        return goal.strip().lines().findFirst().orElse("");
    }
}
