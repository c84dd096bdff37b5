package aule.agents.loop;

import aule.models.ChatModel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The messages of a request, each with the step that it belongs to. The person and the agent take turns: what is said
 * before the agent speaks again is one message.
 */
final class Transcript {

    private static final int SUMMARY = -1;

    /** @param step 0 for what stands before the first step */
    record Entry(int step, Message message) {

        boolean isSummary() {
            return step == SUMMARY;
        }

        boolean isWithin(int through) {
            return step > 0 && step <= through;
        }
    }

    private final Brief brief;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final long toolBytes;
    private PromptSize size;

    Transcript(Brief brief) {
        this.brief = brief;
        this.size = head(brief);
        this.toolBytes = size.bytes()
                - brief.system().sizes().values().stream().mapToLong(it -> it).sum();
        brief.earlier().forEach(it -> add(new Entry(0, it)));
    }

    private static PromptSize head(Brief brief) {
        var size = new PromptSize();
        size.add(brief.system().text());
        brief.tools().forEach(size::add);
        return size;
    }

    void add(Entry entry) {
        entries.add(entry);
        say(entry.message());
    }

    private void say(Message message) {
        if (message instanceof Message.User person) {
            said.add(person.text());
            return;
        }
        if (!said.isEmpty()) {
            keep(person());
            said.clear();
        }
        keep(message);
    }

    private void keep(Message message) {
        messages.add(message);
        size.add(message);
    }

    /** What was said since the agent spoke. */
    private Message person() {
        return new Message.User(String.join("\n\n", said));
    }

    /** Puts a text in the place of every step up to one of them, and of the text before it. */
    void replace(int through, String text) {
        entries.removeIf(it -> it.isSummary() || it.isWithin(through));
        var at = (int) entries.stream().takeWhile(it -> it.step() == 0).count();
        entries.add(at, new Entry(SUMMARY, new Message.User(text)));
        messages.clear();
        said.clear();
        size = head(brief);
        entries.forEach(it -> say(it.message()));
    }

    List<Message> messages() {
        var all = new ArrayList<>(messages);
        if (!said.isEmpty()) {
            all.add(person());
        }
        return all;
    }

    PromptSize size() {
        return said.isEmpty() ? size : size.and(person());
    }

    /** What the steps up to one of them take, in bytes. */
    long bytes(int through) {
        return entries.stream()
                .filter(it -> it.isWithin(through))
                .mapToLong(it -> PromptSize.of(it.message()))
                .sum();
    }

    long toolBytes() {
        return toolBytes;
    }

    /** The bytes of the goal, and of what was said before it. */
    Map<String, Long> earlier() {
        var sizes = brief.earlier().stream().map(PromptSize::of).collect(Collectors.toCollection(ArrayList::new));
        var blocks = new LinkedHashMap<String, Long>();
        var goal = sizes.removeLast();
        if (!sizes.isEmpty()) {
            blocks.put("conversation", sizes.stream().mapToLong(it -> it).sum());
        }
        blocks.put("goal", goal);
        return blocks;
    }
}
