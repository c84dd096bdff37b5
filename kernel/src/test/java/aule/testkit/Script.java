package aule.testkit;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** What to do at each request: queued turns first, then whatever the rest says. */
final class Script<R> {

    private final Queue<Turn> queued = new ConcurrentLinkedQueue<>();
    private final Function<R, Turn> rest;

    Script(Function<R, Turn> rest) {
        this.rest = rest;
    }

    void add(Turn... turns) {
        queued.addAll(List.of(turns));
    }

    Turn next(R request) {
        var turn = queued.poll();
        return turn == null ? rest.apply(request) : turn;
    }
}
