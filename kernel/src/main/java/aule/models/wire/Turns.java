package aule.models.wire;

import aule.models.ChatModel.Message;
import java.util.ArrayList;
import java.util.List;

/** A conversation as two sides take turns in it, for protocols that know no other speakers. */
record Turns(List<Turn> all) {

    /** What one side says before the other speaks again. */
    sealed interface Turn {

        record Model(Message.Assistant said) implements Turn {}

        /** The results of the calls that came before, and what a person says. */
        record Other(List<Message.ToolResult> results, List<Message.User> said) implements Turn {}
    }

    static Turns of(List<Message> messages) {
        var all = new ArrayList<Turn>();
        for (var message : messages) {
            switch (message) {
                case Message.Assistant said -> all.add(new Turn.Model(said));
                case Message.ToolResult result -> other(all).results().add(result);
                case Message.User said -> other(all).said().add(said);
            }
        }
        return new Turns(all);
    }

    private static Turn.Other other(List<Turn> all) {
        if (!all.isEmpty() && all.getLast() instanceof Turn.Other last) {
            return last;
        }
        var fresh = new Turn.Other(new ArrayList<>(), new ArrayList<>());
        all.add(fresh);
        return fresh;
    }
}
