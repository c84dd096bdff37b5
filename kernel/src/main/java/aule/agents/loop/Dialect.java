package aule.agents.loop;

import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How tools are offered to a model, and how its answers are to be read. */
sealed interface Dialect permits NativeDialect, JsonDialect, ReActDialect {

    /**
     * An answer, understood.
     *
     * @param text what it said to the person; of an answer that was not understood, all of it
     * @param isFinal whether the run ends with the text
     */
    record Heard(String thought, String text, List<ChatModel.ToolCall> calls, boolean isFinal) {}

    /** The one in which a model is surest: its own, else JSON that its server binds it to, else plain text. */
    static Dialect of(ModelSpec model, Kit kit) {
        return switch (model.dialect()) {
            case NATIVE -> new NativeDialect(kit.furtherNames());
            case JSON -> new JsonDialect();
            case TEXT -> new ReActDialect();
        };
    }

    /** What the system prompt has to say about tools. */
    String manual(Kit kit);

    /** The tools to hand over beside the prompt. */
    List<ChatModel.ToolSpec> offered(Kit kit);

    /** JSON Schema as text that every answer must match; null for free text. */
    @Nullable
    String schema(Kit kit);

    /** @param speechless how many answers before this one were not understood */
    Heard hear(ChatModel.Reply reply, int speechless);

    /** How many answers in a row may be not understood; the next one ends the run. */
    int patience();

    /** An earlier answer, as the model is shown it again. */
    ChatModel.Message said(RunEvent.ModelAnswered answer);

    /** The results of its calls, in the order asked. */
    List<ChatModel.Message> results(List<RunEvent.ToolAnswered> answers);

    /** What to say to an answer that was not understood. */
    String nudge(RunEvent.ModelAnswered answer);

    /** Where the pieces of an answer are shown while they come. */
    ChatModel.Listener show(Shown shown);
}
