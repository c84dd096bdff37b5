package aule.system;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.BudgetEvent;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.MessageId;
import aule.kernel.NetworkEvent;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.StreamId;
import aule.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operating system says by itself, in a conversation of its own: which runs failed for good, which budgets
 * are nearly used or hold a run up, that commands were turned back on their way to the network, and what agents write
 * to people. Each is said once, whenever the kernel was stopped.
 */
public final class Inbox {

    /** The conversation in which the kernel speaks. */
    public static final ConversationId CHAT = new ConversationId("conv-kernel-system");

    static final String ROLE = "kernel";
    private static final String TITLE = "Aulë";
    private static final StreamId STREAM = StreamId.of(CHAT);
    private static final Filter NEWS =
            Filter.ofTypes(Set.of("run.failed", "person.messaged", "budget.warned", "resource.exceeded"));
    private static final Filter REQUESTS = Filter.ofTypes(Set.of("egress.requested"));
    private static final int PAGE = 200;
    private static final int NAME = 24;

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
        var follower = Follower.start("system-inbox", journal, NEWS, this::hear);
        var requests = Follower.start("system-inbox-egress", journal, REQUESTS, this::hearRequests);
        catchUp();
        return () -> {
            follower.close();
            requests.close();
        };
    }

    /** Once an hour for each project, however many requests are turned back. */
    private synchronized void hearRequests(Envelope event) {
        var project = event.project();
        if (project == null || !(event.body() instanceof NetworkEvent.Requested requested)) {
            return;
        }
        requested.requests().stream()
                .filter(it -> it.verdict().equals("denied"))
                .findFirst()
                .ifPresent(it -> say(
                        event,
                        once(
                                "egress",
                                project.value(),
                                event.at().truncatedTo(ChronoUnit.HOURS).toString()),
                        it.runId(),
                        turnedBack(project, it)));
    }

    private static String turnedBack(ProjectId project, NetworkEvent.Request request) {
        return "A command in the project %s wanted to reach %s:%d and was turned back. %s What else is turned back stands in the log of the network."
                .formatted(project, request.host(), request.port(), request.reason());
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
        for (var page = journal.since(after, NEWS, PAGE);
                !page.isEmpty();
                page = journal.since(page.getLast().seq(), NEWS, PAGE)) {
            page.forEach(this::hear);
        }
    }

    /** Where the run stands in the journal that was told of last; before the first one, where the conversation begins. */
    private long spoken() {
        return table.newest(OrgId.LOCAL)
                .map(Letter::runId)
                .flatMap(run -> journal.since(0, news(run), 1).stream().findFirst())
                .map(Envelope::seq)
                .orElseGet(() -> journal.read(STREAM, 0, 1).getFirst().seq());
    }

    private static Filter news(RunId run) {
        return new Filter(OrgId.LOCAL, Set.of(StreamId.of(run)), NEWS.types());
    }

    private synchronized void hear(Envelope event) {
        switch (event.body()) {
            case RunEvent.Failed end ->
                goal(end.runId()).ifPresent(goal -> say(event, failed(end), end.runId(), words(goal, end)));
            case NoteEvent.PersonMessaged it -> say(event, letter(it), it.runId(), words(it));
            case BudgetEvent.Warned it ->
                say(event, once("warned", it.budget(), it.subject(), it.period()), it.runId(), it.text());
            case BudgetEvent.Exceeded it ->
                say(event, once("exceeded", it.budget(), it.subject(), it.period()), it.runId(), it.text());
            default -> {
                // not said
            }
        }
    }

    private static MessageId letter(NoteEvent.PersonMessaged message) {
        return new MessageId(message.messageId().value().replaceFirst("\\.told$", "") + ".letter");
    }

    private String words(NoteEvent.PersonMessaged message) {
        return started(message.runId())
                .map(it -> "An agent at work on: %s\n\n%s".formatted(line(it.goal()), message.text()))
                .orElse(message.text());
    }

    private static MessageId failed(RunEvent.Failed end) {
        return new MessageId("msg-%s.failed".formatted(end.runId().value().replaceFirst("^run-", "")));
    }

    /** A budget is spoken of once in a period, however many runs meet its end. */
    private static MessageId once(String what, String... of) {
        var name = Sha256.of(String.join("|", of).getBytes(StandardCharsets.UTF_8));
        return new MessageId("msg-%s.%s".formatted(name.hex().substring(0, NAME), what));
    }

    private static String words(String goal, RunEvent.Failed end) {
        return "A run failed: %s\n\n%s (`%s`)".formatted(line(goal), end.detail(), end.code());
    }

    /** Empty for a run whose parent is told of its end. */
    private Optional<String> goal(RunId run) {
        return started(run).filter(it -> it.parentId() == null).map(RunEvent.Started::goal);
    }

    private Optional<RunEvent.Started> started(RunId run) {
        return journal.read(StreamId.of(run), 0, 1).stream()
                .map(Envelope::body)
                .filter(RunEvent.Started.class::isInstance)
                .map(RunEvent.Started.class::cast)
                .findFirst();
    }

    private void say(Envelope cause, MessageId id, @Nullable RunId run, String text) {
        if (table.knows(id)) {
            return;
        }
        var origin = new Journal.Origin(
                cause.org(),
                cause.project(),
                ROLE,
                run == null ? CHAT.value() : run.value(),
                cause.id().toString(),
                Journal.NO_LEASE);
        journal.append(STREAM, origin, List.of(new ConversationEvent.NewMessage(CHAT, id, ROLE, text, run)));
    }

    private static String line(String goal) {
        return goal.strip().lines().findFirst().orElse("");
    }
}
