package aule.models.commands;

import aule.kernel.Ids;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.models.Price;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model that is always there: it knows a grammar of plain commands and nothing else. It keeps nothing between calls;
 * which step is next it reads off the conversation.
 */
public final class BuiltinCommands implements ChatModel {

    public static final ModelSpec SPEC = new ModelSpec(
                    "builtin/commands",
                    "commands",
                    "builtin",
                    "fast",
                    "",
                    "",
                    true,
                    true,
                    null,
                    new ModelSpec.Supports(true, false, false))
            .withPrice(Price.FREE);

    private static final JsonMapper JSON = new JsonMapper();

    /** A few words at a time, as a model that streams would send them. */
    private static final Pattern PIECE = Pattern.compile("\\S{0,40}\\s{0,40}\\S{0,40}\\s?");

    private final Ids ids;

    public BuiltinCommands(Ids ids) {
        this.ids = ids;
    }

    @Override
    public ModelSpec spec() {
        return SPEC;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var answering = new Answering(request, listener);
        var progress = Progress.of(request);
        var reading = GoalReader.read(progress.goal());
        var wording = Wording.in(reading.language());
        return switch (reading) {
            case Reading.Greeting _ -> answering.say(wording.greeting(), "stop");
            case Reading.Question(var language) -> answering.say(wording.help(Forms.in(language)), "stop");
            case Reading.Puzzled puzzled ->
                answering.say(
                        wording.puzzled(puzzled, Forms.nearest(puzzled.language(), puzzled.words())), Reply.GAVE_UP);
            case Reading.Understood(var _, var commands) -> answering.go(commands, progress, wording);
        };
    }

    /** One answer on its way. */
    private final class Answering {

        private final Request request;
        private final Listener listener;
        private final long start = System.nanoTime();

        Answering(Request request, Listener listener) {
            this.request = request;
            this.listener = listener;
        }

        /** The next call, or the end of the story. */
        Reply go(List<Command> commands, Progress progress, Wording wording) {
            var report = new Report(wording, commands, progress);
            var failure = progress.failure();
            if (failure >= 0 && failure < commands.size()) {
                return say(report.failure(failure), Reply.GAVE_UP);
            }
            var next = progress.results().size();
            if (next >= commands.size()) {
                return say(report.success(), "stop");
            }
            for (var command : commands.subList(next, commands.size())) {
                if (!offered(command)) {
                    return say(wording.notOffered(command), Reply.GAVE_UP);
                }
            }
            return call(commands.get(next), wording.intent(next + 1, commands.size(), commands.get(next)));
        }

        private boolean offered(Command command) {
            return request.tools().stream().anyMatch(it -> it.name().value().equals(command.tool()));
        }

        private Reply call(Command command, String intent) {
            listener.thought(intent);
            var call = new ToolCall(ids.next("call"), command.tool(), JSON.writeValueAsString(command.arguments()));
            var spoken =
                    intent.length() + call.name().length() + call.arguments().length();
            return reply("", intent, List.of(call), "tool_calls", spoken);
        }

        Reply say(String text, String finish) {
            var pieces = PIECE.matcher(text);
            while (pieces.find()) {
                if (!pieces.group().isEmpty()) {
                    listener.text(pieces.group());
                }
            }
            return reply(text, "", List.of(), finish, text.length());
        }

        private Reply reply(String text, String thought, List<ToolCall> calls, String finish, long spoken) {
            var usage = new TokenUsage(tokens(heard()), tokens(spoken), 0, 0);
            var took = Duration.ofNanos(System.nanoTime() - start).toMillis();
            return new Reply(text, thought, calls, finish, usage, took, took);
        }

        private long heard() {
            var tools = request.tools().stream()
                    .mapToLong(it -> it.description().length() + it.parameters().length())
                    .sum();
            return tools
                    + request.system().length()
                    + request.messages().stream().mapToLong(this::length).sum();
        }

        private long length(Message message) {
            return switch (message) {
                case Message.User(var text, var _) -> text.length();
                case Message.Assistant said -> said.text().length();
                case Message.ToolResult result -> result.output().length();
            };
        }

        /** An estimate, for budgets and charts: four characters to a token. */
        private static long tokens(long characters) {
            return (characters + 3) / 4;
        }
    }
}
