package aule.agents;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows runs as they are now. */
final class RunViews {

    private final Runs runs;
    private final RunLists lists;
    private final InstantSource clock;

    RunViews(Runs runs, RunLists lists, InstantSource clock) {
        this.runs = runs;
        this.lists = lists;
        this.clock = clock;
    }

    RunView of(RunState run) {
        return of(run, null);
    }

    RunView of(RunState run, RunView.@Nullable Detail detail) {
        var children = lists.children(List.of(run.id())).getOrDefault(run.id(), 0);
        var position = runs.positions(List.of(run)).getOrDefault(run.id().value(), 0);
        return RunView.of(run, position, children, detail, clock.instant());
    }

    List<RunView> of(List<RunState> page) {
        var children = lists.children(page.stream().map(RunState::id).toList());
        var positions = runs.positions(page);
        var now = clock.instant();
        return page.stream()
                .map(run -> RunView.of(
                        run,
                        positions.getOrDefault(run.id().value(), 0),
                        children.getOrDefault(run.id(), 0),
                        null,
                        now))
                .toList();
    }
}
