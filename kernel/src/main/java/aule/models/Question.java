package aule.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is chosen for.
 *
 * @param named the model that the run names; null if it names none
 * @param persona the id of who is to think with it
 * @param override the model that the persona always thinks with; null for none
 * @param role what the model should be good at, such as {@code general} or {@code code}
 * @param tools the names of the tools it may call; empty for all
 * @param images how many images it is shown
 */
public record Question(
        @Nullable String named,
        String persona,
        @Nullable String override,
        String role,
        String goal,
        List<String> tools,
        int images) {

    public Question {
        tools = List.copyOf(tools);
    }
}
