package aule.tools;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.schema.Describe;
import aule.workspace.Artifacts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has another model write a text, into a file if one is named. */
final class GenerateText implements Tool {

    record Input(
            @Describe("All that the writer needs to know; it sees nothing else.")
            String prompt,

            @Describe("creative if absent, or general, code, fast.") @Nullable
            String role,

            @Describe("provider/model instead of a role.") @Nullable
            String model,

            @Describe("File for the text; it is returned if absent.") @Nullable
            String path,

            @Describe(value = "2,048 if absent.", min = 16, max = 16_384) @Nullable
            Integer maxTokens) {}

    private static final Logger LOG = LoggerFactory.getLogger(GenerateText.class);

    private static final int USUAL = 2_048;

    private static final Spec SPEC = new Spec(
                    new ToolName("generate_text"),
                    "Have another model write a text, into a file if you name one.",
                    Input.class,
                    Effect.WRITE,
                    true,
                    Duration.ofMinutes(5))
            .neededSeldom();

    private final Desk.Room desks;
    private final ModelErrands errands;
    private final Artifacts artifacts;

    GenerateText(Desk.Room desks, ModelErrands errands, Artifacts artifacts) {
        this.desks = desks;
        this.errands = errands;
        this.artifacts = artifacts;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return Named.file("path");
    }

    @Override
    public Reach reach(Call call) {
        var path = call.as(Input.class).path();
        return path == null ? Reach.path() : Reach.path(path);
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var path = input.path();
        if (path != null) {
            var desk = desks.apply(call.project());
            if (desk.isFolder(path)) {
                return Result.failure("'%s' is a folder; name a file in it.".formatted(path));
            }
            desk.memory(call).unchanged(path);
        }
        var role = input.role() == null ? "creative" : input.role();
        var model = errands.model(call, input.model(), role, input.prompt(), 0, "text");
        var most = input.maxTokens() == null ? Integer.valueOf(USUAL) : input.maxTokens();
        var request = new ChatModel.Request(
                "Write what is asked for, and nothing else.",
                List.of(new Message.User(input.prompt())),
                List.of(),
                most,
                null);
        var reply = model.chat(request, Listener.NONE);
        if (reply.text().isBlank()) {
            return ModelErrands.answered(model.spec(), reply);
        }
        if (path == null) {
            keep(call, input.prompt(), reply);
            return ModelErrands.answered(model.spec(), reply);
        }
        return write(call, path, model.spec().id(), reply);
    }

    /** A text that goes into no file is still there when the run is over. */
    private void keep(Call call, String prompt, ChatModel.Reply reply) {
        var run = call.run();
        if (run == null) {
            return;
        }
        var by = new Journal.Origin(call.org(), call.project(), run.value(), run.value(), null, Journal.NO_LEASE);
        try {
            var text = reply.text().strip().getBytes(StandardCharsets.UTF_8);
            artifacts.keep(by, call.project(), run, call.callId(), name(prompt), text);
        } catch (AuleException full) { // the text itself is answered all the same
            LOG.warn("A text of {} is not kept as an artifact.", run, full);
        }
    }

    /** The first words of what was asked for. */
    private static String name(String prompt) {
        var words = prompt.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        var end = words.offsetByCodePoints(0, Math.min(48, words.codePointCount(0, words.length())));
        return (words.isEmpty() ? "Text" : words.substring(0, end).strip()) + ".md";
    }

    private Result write(Call call, String path, String model, ChatModel.Reply reply) {
        if (ModelErrands.cut(reply)) {
            return Result.failure(
                    ErrorCode.TOO_LARGE.wire(),
                    "%s did not come to an end, so nothing was written; raise max_tokens or ask for less."
                            .formatted(model));
        }
        var desk = desks.apply(call.project());
        var memory = desk.memory(call);
        memory.unchanged(path);
        var rewrite = Rewrite.of(desk, path, reply.text());
        var changes = rewrite.write(memory);
        return Result.success("%s wrote %s (%,d bytes).".formatted(model, path, rewrite.bytes()), changes);
    }
}
