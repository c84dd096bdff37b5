package aule.agents.past;

import java.util.List;

/** What is put in the place of the last event that a fork takes over. */
public sealed interface Edit {

    /** Everything as it was. */
    record None() implements Edit {}

    /** Another answer of the model. */
    record Answer(String thought, String text, List<Call> calls) implements Edit {

        public Answer {
            calls = List.copyOf(calls);
        }
    }

    /** @param arguments a JSON object as text */
    record Call(String tool, String arguments) {}

    /** Another result of a tool. */
    record Result(boolean ok, String output) implements Edit {}
}
