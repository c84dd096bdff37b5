package aule.agents;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ConversationId;
import aule.kernel.ErrorCode;
import aule.kernel.MessageId;
import aule.kernel.NoteEvent;
import aule.kernel.Sha256;
import aule.kernel.StreamId;
import aule.kernel.ToolName;
import aule.tools.Tool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes to the person while the run goes on: into the conversation that the run, or a run above it, was started in, and
 * into the inbox. Once for each call, however often it is repeated.
 */
final class MessagePerson implements Tool {

    record Input(String content) {}

    private static final int LONGEST = 4_000;
    private static final int NAME = 24;
    private static final int GENERATIONS = 10;
    private static final Set<String> MESSAGES = Set.of("person.messaged");

    private static final Spec SPEC = new Spec(
                    new ToolName("message"),
                    "Tell the person something now, without ending your work.",
                    Input.class,
                    Effect.WRITE,
                    true,
                    Duration.ofSeconds(30))
            .neededSeldom();

    private final RunLists runs;
    private final Conversations conversations;
    private final Journal journal;

    MessagePerson(RunLists runs, Conversations conversations, Journal journal) {
        this.runs = runs;
        this.conversations = conversations;
        this.journal = journal;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public boolean changesFiles() {
        return false;
    }

    @Override
    public Result call(Call call) {
        var text = call.as(Input.class).content().strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Result.failure(
                    "A message has 1 to %,d characters; put longer texts into a file and name it.".formatted(LONGEST));
        }
        var run = Optional.ofNullable(call.run())
                .flatMap(runs::find)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID, "Only an agent at work can write to the person; start a run."));
        var id = named(call);
        var chat = conversation(run);
        chat.ifPresent(it -> conversations.told(run, it, id, text));
        note(run, id, text);
        return Result.success(
                chat.isPresent()
                        ? "It stands in the conversation and in the inbox."
                        : "It stands in the inbox; this run has no conversation.");
    }

    private static MessageId named(Call call) {
        var key = Sha256.of(call.idempotencyKey().getBytes(StandardCharsets.UTF_8));
        return new MessageId("msg-%s.told".formatted(key.hex().substring(0, NAME)));
    }

    /** That of the run, or else of the nearest run above it that has one. */
    private Optional<ConversationId> conversation(RunState run) {
        var at = Optional.of(run);
        for (var i = 0; i < GENERATIONS && at.isPresent(); i++) {
            var chat = at.get().started().conversationId();
            if (chat != null) {
                return Optional.of(chat);
            }
            at = Optional.ofNullable(at.get().started().parentId()).flatMap(runs::find);
        }
        return Optional.empty();
    }

    private void note(RunState run, MessageId id, String text) {
        var stream = StreamId.of(run.id());
        var said = journal.since(0, new Filter(run.org(), Set.of(stream), MESSAGES), Integer.MAX_VALUE).stream()
                .anyMatch(it -> it.body() instanceof NoteEvent.PersonMessaged before
                        && before.messageId().equals(id));
        if (!said) {
            var origin = new Journal.Origin(
                    run.org(),
                    run.started().projectId(),
                    run.id().value(),
                    run.id().value(),
                    null,
                    Journal.NO_LEASE);
            journal.append(stream, origin, List.of(new NoteEvent.PersonMessaged(run.id(), id, text)));
        }
    }
}
