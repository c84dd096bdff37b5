package aule.models.commands;

import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * How far the last goal of a conversation has come, read off the conversation itself.
 *
 * @param goal what the person said last
 * @param results what the tools answered since, one for each call
 */
record Progress(String goal, List<Message.ToolResult> results) {

    Progress {
        results = List.copyOf(results);
    }

    static Progress of(Request request) {
        var goal = "";
        var results = new LinkedHashMap<String, Message.ToolResult>();
        for (var message : request.messages()) {
            switch (message) {
                case Message.User(var text, var _) -> {
                    goal = text;
                    results.clear();
                }
                case Message.ToolResult result -> results.put(result.callId(), result);
                case Message.Assistant _ -> {}
            }
        }
        return new Progress(goal, new ArrayList<>(results.values()));
    }

    /** The index of the step that failed, or -1. */
    int failure() {
        for (var at = 0; at < results.size(); at++) {
            if (!results.get(at).ok()) {
                return at;
            }
        }
        return -1;
    }
}
