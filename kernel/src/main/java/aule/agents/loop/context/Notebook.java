package aule.agents.loop.context;

import aule.kernel.RunEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the events of a run say that a summary of its steps needs. */
public final class Notebook {

    private final Facts facts = new Facts();
    private final Gauge gauge = new Gauge();
    private final List<StepNote> steps = new ArrayList<>();
    private RunEvent.@Nullable Compacted last;
    private int failures;

    public void add(RunEvent event) {
        if (event instanceof RunEvent.Inherited past) {
            past.events().forEach(this::add);
            return;
        }
        facts.add(event);
        switch (event) {
            case RunEvent.ModelAnswered answer -> {
                gauge.add(answer);
                steps.add(new StepNote(answer));
            }
            case RunEvent.ToolAnswered answer
            when !steps.isEmpty() -> steps.getLast().results().add(answer);
            case RunEvent.Compacted summary -> compacted(summary);
            default -> {
                // no step
            }
        }
    }

    private void compacted(RunEvent.Compacted summary) {
        last = summary;
        failures = summary.failure().isEmpty() ? 0 : failures + 1;
        steps.removeIf(it -> it.step() <= summary.throughStep());
    }

    public Gauge gauge() {
        return gauge;
    }

    /** The last step that the summary stands for, 0 without one. */
    public int through() {
        return last == null ? 0 : last.throughStep();
    }

    /** The summary so far. */
    String summary() {
        return last == null ? "" : last.summary();
    }

    /** How many summaries in a row no model has written. */
    int failures() {
        return failures;
    }

    /** The steps that no summary stands for yet, up to one of them. */
    List<StepNote> steps(int through) {
        return steps.stream().filter(it -> it.step() <= through).toList();
    }

    /** The facts that a summary of everything up to a step keeps word for word. */
    public List<String> facts(int through, long bytes) {
        return facts.lines(through, bytes);
    }
}
