package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.MessageId;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import aule.testkit.AgentsHome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LatestPagesTests {

    private static final int ALL = 50;

    @TempDir
    Path folder;

    private final AtomicInteger numbers = new AtomicInteger();
    private AgentsHome home;
    private Conversations conversations;

    @BeforeEach
    void open() {
        home = AgentsHome.asleep(folder);
        conversations = home.agents().conversations();
    }

    @AfterEach
    void close() {
        home.close();
    }

    private ConversationId talk() {
        return conversations.create(AgentsHome.OWNER, "Talk", null, null).id();
    }

    private Envelope say(ConversationId chat, String words) {
        var id = new MessageId("msg-%d".formatted(numbers.incrementAndGet()));
        var origin = Journal.Origin.kernel(chat.value());
        var said = new ConversationEvent.NewMessage(chat, id, "user", words, null);
        return home.journal().append(StreamId.of(chat), origin, List.of(said)).getFirst();
    }

    private List<String> read(ConversationId chat) {
        return contents(conversations.before(OrgId.LOCAL, chat, Long.MAX_VALUE, ALL));
    }

    private static List<String> contents(List<Message> messages) {
        return messages.stream().map(Message::content).toList();
    }

    private static Conversation version(ConversationId chat, long touched) {
        return new Conversation(chat, OrgId.LOCAL, "", null, null, Instant.EPOCH, Instant.EPOCH, touched);
    }

    private static LatestPages.Page page(String words) {
        var message = new Message(
                new MessageId("msg-1"), new ConversationId("conv-1"), 1, "user", words, null, Instant.EPOCH);
        return LatestPages.Page.of(List.of(message));
    }

    @Test
    void aHundredConversationsInTurnAreRightAndTheCacheKeepsItsBound() {
        var chats = Stream.generate(this::talk).limit(100).toList();
        chats.forEach(it -> say(it, "words of " + it));

        for (var round = 0; round < 2; round++) {
            for (var chat : chats) {
                assertThat(read(chat)).containsExactly("words of " + chat);
                assertThat(conversations.cache().entries()).isLessThanOrEqualTo(64);
            }
        }

        assertThat(conversations.cache().entries()).isEqualTo(64);
        assertThat(conversations.cache().bound()).isEqualTo(64);
        chats.subList(36, 100).reversed().forEach(this::read);
        assertThat(conversations.cache().hits()).isEqualTo(64);
        assertThat(conversations.cache().misses()).isEqualTo(200);
    }

    @Test
    void whatChangesAConversationIsSeenAtOnce() {
        var chat = talk();
        say(chat, "one");
        assertThat(read(chat)).containsExactly("one");

        say(chat, "two");
        assertThat(read(chat)).containsExactly("one", "two");

        conversations.change(AgentsHome.OWNER, chat, "Moved", new ProjectId("proj-default"), null);
        assertThat(read(chat)).containsExactly("one", "two");
        assertThat(conversations.find(OrgId.LOCAL, chat).project()).isEqualTo(new ProjectId("proj-default"));

        conversations.delete(AgentsHome.OWNER, chat);
        assertThat(read(chat)).isEmpty();
        assertThat(conversations.cache().entries()).isZero();
    }

    @Test
    void anotherOrganisationGetsNothing() {
        var chat = talk();
        say(chat, "a secret");
        assertThat(read(chat)).hasSize(1);

        assertThat(conversations.before(new OrgId("org-other"), chat, Long.MAX_VALUE, ALL))
                .isEmpty();
    }

    @Test
    void aPartOfALongConversationIsRight() {
        var chat = talk();
        var seqs =
                IntStream.range(0, 70).mapToObj(it -> say(chat, "m" + it).seq()).toList();

        var read = conversations.before(OrgId.LOCAL, chat, Long.MAX_VALUE, 3);
        assertThat(contents(read)).containsExactly("m67", "m68", "m69");
        read = conversations.before(OrgId.LOCAL, chat, seqs.get(69), 2);
        assertThat(contents(read)).containsExactly("m67", "m68");
        read = conversations.before(OrgId.LOCAL, chat, seqs.get(22), 3);
        assertThat(contents(read)).containsExactly("m19", "m20", "m21");
        read = conversations.before(OrgId.LOCAL, chat, Long.MAX_VALUE, 200);
        assertThat(read).hasSize(70);
    }

    @Test
    void aReaderThatWasOvertakenLeavesNothingStale() {
        var pages = new LatestPages();
        var chat = new ConversationId("conv-1");
        pages.keep(version(chat, 7), page("old"));
        assertThat(pages.of(version(chat, 8))).isEmpty();

        pages.keep(version(chat, 8), page("new"));
        pages.keep(version(chat, 7), page("old"));

        assertThat(pages.of(version(chat, 8))).contains(page("new"));
        assertThat(pages.of(version(chat, 7))).isEmpty();
    }

    @Test
    void aPageTooHeavyToKeepIsNotKept() {
        var pages = new LatestPages();
        pages.keep(version(new ConversationId("conv-1"), 1), page("x".repeat(256 * 1024 + 1)));

        assertThat(pages.size()).isZero();
    }

    @Test
    void whoeverAppendsReadsItBackWhileOthersReadAndAppend() throws Exception {
        var chats = Stream.generate(this::talk).limit(70).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var worker = 0; worker < 8; worker++) {
                var mine = worker;
                work.add(() -> IntStream.range(0, 40).allMatch(round -> {
                    var chat = chats.get((mine / 2 * 17 + round) % chats.size());
                    var words = "%d of %d".formatted(round, mine);
                    say(chat, words);
                    return read(chat).contains(words) && conversations.cache().entries() <= 64;
                }));
                work.add(() -> {
                    chats.forEach(this::read);
                    return conversations.cache().entries() <= 64;
                });
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        for (var chat : chats) {
            var stored = home.journal().read(StreamId.of(chat), 0, 1_000).stream()
                    .filter(it -> it.body() instanceof ConversationEvent.NewMessage)
                    .map(it -> ((ConversationEvent.NewMessage) it.body()).content())
                    .toList();
            assertThat(read(chat)).isEqualTo(stored);
        }
    }
}
