package aule.bench;

import aule.testkit.LedgerTool;
import aule.testkit.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the agents of the crash bench think. Each goal is a plan, and which step comes next follows from how many came
 * before: whoever asks the same question again gets the same answer.
 */
final class CrashModel {

    static final String AGENT = "agent";
    static final String WAITER = "waiter";

    private static final int STEPS = 12;
    private static final Pattern GOAL = Pattern.compile("(%s|%s)-\\d+".formatted(AGENT, WAITER));
    private static final Pattern AGAIN =
            Pattern.compile("looked into the call (\\S+), [^.]*\\. It did not happen\\. Make");

    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    /** Whether the agent of a goal has been told that it is done. */
    boolean finished(String goal) {
        return finished.contains(goal);
    }

    Turn says(JsonNode request) {
        var messages = StreamSupport.stream(request.path("messages").spliterator(), false)
                .toList();
        var again = again(messages);
        if (!again.isEmpty()) {
            return Turn.calls(again.toArray(Turn.Call[]::new));
        }
        var goal = goal(messages);
        var done = (int) messages.stream().filter(it -> role(it).equals("tool")).count();
        return goal.startsWith(AGENT) ? work(goal, done) : ask(goal, done);
    }

    /** Every other effect may not be repeated. */
    private Turn work(String goal, int done) {
        return done >= STEPS
                ? end(goal)
                : Turn.calls(call(done % 2 == 0 ? LedgerTool.PUT : LedgerTool.PAY, goal + "." + done));
    }

    /** First a person is asked, then a person has to sign. */
    private Turn ask(String goal, int done) {
        return switch (done) {
            case 0 -> Turn.call("ask_user", "{\"question\": \"What about %s?\"}".formatted(goal));
            case 1 -> Turn.calls(call(LedgerTool.SIGN, goal + "." + done));
            default -> end(goal);
        };
    }

    private Turn end(String goal) {
        finished.add(goal);
        return Turn.text("done");
    }

    /** The calls that a person wants made once more, if that was said last; their labels say so. */
    private static List<Turn.Call> again(List<JsonNode> messages) {
        var wanted = new ArrayList<Turn.Call>();
        if (role(messages.getLast()).equals("user")) {
            var asked = AGAIN.matcher(messages.getLast().path("content").asString());
            while (asked.find()) {
                wanted.add(repeated(messages, asked.group(1)));
            }
        }
        return wanted;
    }

    private static Turn.Call repeated(List<JsonNode> messages, String callId) {
        var call = messages.stream()
                .flatMap(it -> StreamSupport.stream(it.path("tool_calls").spliterator(), false))
                .filter(it -> it.path("id").asString().equals(callId))
                .findFirst()
                .orElseThrow()
                .path("function");
        var label =
                JsonMapper.shared().readTree(call.path("arguments").asString()).path("label");
        return call(call.path("name").asString(), label.asString() + "~");
    }

    private static Turn.Call call(String tool, String label) {
        return new Turn.Call(tool, "{\"label\": \"%s\"}".formatted(label));
    }

    private static String goal(List<JsonNode> messages) {
        return messages.stream()
                .filter(it -> role(it).equals("user"))
                .map(it -> GOAL.matcher(it.path("content").asString()))
                .filter(java.util.regex.Matcher::find)
                .map(java.util.regex.Matcher::group)
                .findFirst()
                .orElseThrow();
    }

    private static String role(JsonNode message) {
        return message.path("role").asString();
    }
}
