package aule.models;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model whose server passes on its reasoning as text; here it is told from the answer. */
record Aloud(ChatModel model, Quirks.Marks marks) implements ChatModel {

    /** The model itself if it is not known to do so. */
    static ChatModel told(ChatModel model) {
        var marks = model.spec().quirks().thinking();
        return marks == null ? model : new Aloud(model, marks);
    }

    @Override
    public ModelSpec spec() {
        return model.spec();
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var thoughts = new Thoughts(marks, listener);
        var reply = model.chat(request, new Listener() {
            @Override
            public void text(String piece) {
                thoughts.take(piece, 0);
            }

            @Override
            public void thought(String piece) {
                listener.thought(piece);
            }

            @Override
            public void lost(Loss loss) {
                listener.lost(loss);
            }
        });
        thoughts.end();
        var thought = Stream.of(reply.thought(), thoughts.thought())
                .filter(it -> !it.isBlank())
                .collect(Collectors.joining("\n"));
        return new Reply(
                thoughts.text(),
                thought,
                reply.toolCalls(),
                reply.finish(),
                reply.usage(),
                reply.firstTokenMs(),
                reply.durationMs());
    }
}
