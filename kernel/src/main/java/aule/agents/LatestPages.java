package aule.agents;

import aule.kernel.ConversationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest messages of the conversations that were read last, at most 64 of them. A page belongs to one version of
 * its conversation and is given for no other: whatever changes a conversation, on any kernel, commits a new version of
 * it, and a reader that was overtaken cannot put an old page in the place of a newer one.
 */
final class LatestPages {

    static final int BOUND = 64;

    /** Messages of one page. */
    static final int LONGEST = 50;

    /** The most characters of a page that is kept; a heavier one is read again each time. */
    private static final int HEAVIEST = 256 * 1024;

    /**
     * The end of a conversation.
     *
     * @param messages oldest first
     * @param whole whether nothing was said before them
     */
    record Page(List<Message> messages, boolean whole) {

        Page {
            messages = List.copyOf(messages);
        }

        static Page of(List<Message> latest) {
            return new Page(latest, latest.size() < LONGEST);
        }

        /** The messages just before a place in the journal, if the page holds as many as there are or as are wanted. */
        Optional<List<Message>> before(long seq, int limit) {
            var earlier = messages.stream().filter(it -> it.seq() < seq).toList();
            if (earlier.size() < limit && !whole) {
                return Optional.empty();
            }
            return Optional.of(earlier.subList(Math.max(0, earlier.size() - limit), earlier.size()));
        }

        private boolean light() {
            return messages.stream().mapToLong(it -> it.content().length()).sum() <= HEAVIEST;
        }
    }

    private record Kept(long version, Page page) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConversationId, Kept> pages = new LinkedHashMap<>(BOUND, 0.75f, true);
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** The page of exactly this version of the conversation. */
    Optional<Page> of(Conversation conversation) {
        lock.lock();
        try {
            var found = Optional.ofNullable(pages.get(conversation.id()))
                    .filter(it -> it.version() == conversation.touched())
                    .map(Kept::page);
            (found.isPresent() ? hits : misses).increment();
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a page that was read after the conversation was; the one that nobody asked for longest makes room. */
    void keep(Conversation conversation, Page page) {
        if (!page.light()) {
            return;
        }
        lock.lock();
        try {
            var id = conversation.id();
            var there = pages.get(id);
            if (there != null && there.version() > conversation.touched()) {
                return;
            }
            if (there == null && pages.size() == BOUND) {
                pages.remove(pages.keySet().iterator().next());
            }
            pages.put(id, new Kept(conversation.touched(), page));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was said in a conversation that is gone. */
    void drop(ConversationId id) {
        lock.lock();
        try {
            pages.remove(id);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return pages.size();
        } finally {
            lock.unlock();
        }
    }

    long hits() {
        return hits.sum();
    }

    long misses() {
        return misses.sum();
    }
}
