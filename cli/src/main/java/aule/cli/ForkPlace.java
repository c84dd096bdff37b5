package aule.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds the events that belong to a step of a run: where the run can be forked. */
record ForkPlace(Kernel kernel, String run) {

    /** The last event of a step, so that a fork goes on with the next; empty for the end of the run. */
    OptionalLong after(int step) {
        List<JsonNode> steps = steps();
        if (step == steps.size()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(position(steps, step + 1) - 1);
    }

    /** The event with the model's answer in a step. */
    long answer(int step) {
        return position(steps(), step);
    }

    /**
     * The event with the one result in a step.
     *
     * @throws Refusal when there are more than one, or none in the events of this run itself
     */
    long result(int step) {
        List<Long> found = new ArrayList<>();
        RunEvents.of(kernel, run, event -> {
            if (Json.text(event, "type").equals("tool.answered")
                    && event.path("step").asInt(0) == step) {
                found.add(event.path("position").asLong(0));
            }
        });
        if (found.size() == 1) {
            return found.getFirst();
        }
        String places = found.stream().map(String::valueOf).collect(Collectors.joining(", "));
        throw Refusal.badUsage(
                found.isEmpty()
                        ? "The run " + run + " has no result of its own in step " + step + "; `./aule runs show " + run
                                + " --json` has its events."
                        : "The step " + step + " has results at the events " + places + "; choose one with --at.");
    }

    private List<JsonNode> steps() {
        return Comparing.of(kernel, run, run).path("steps").valueStream().toList();
    }

    private long position(List<JsonNode> steps, int step) {
        if (step < 1 || step > steps.size()) {
            throw Refusal.badUsage("The run " + run + " has no step " + step + "; it has " + steps.size() + ".");
        }
        long position = steps.get(step - 1).path("left").path("position").asLong(0);
        if (position == 0) {
            throw Refusal.badUsage("The run " + run + " took its step " + step
                    + " over from another; fork that one, which `./aule runs show " + run + " --json` names.");
        }
        return position;
    }
}
