package aule.agents;

import aule.dispatch.Dispatch;
import aule.dispatch.Place;
import aule.dispatch.Queued;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which runs begin next: the queue as its people see it and put it in order. */
public final class RunQueue {

    /**
     * A queued run.
     *
     * @param position from 1, in the order in which everything that is queued begins if nothing else comes
     * @param since when it was submitted, or was due
     */
    public record Entry(int position, Instant since, RunState run) {}

    private final Dispatch dispatch;
    private final SqlRuns table;
    private final Mailbox mailbox;

    RunQueue(Dispatch dispatch, SqlRuns table, Mailbox mailbox) {
        this.dispatch = dispatch;
        this.table = table;
        this.mailbox = mailbox;
    }

    /** Returns the organisation's runs among the {@code limit} places of the queue above a position. */
    public List<Entry> page(OrgId org, int after, int limit) {
        var places = dispatch.queue(after, limit).stream()
                .filter(it -> it.kind().equals(Runs.KIND))
                .toList();
        var runs = runs(org, places);
        return places.stream()
                .flatMap(place -> Stream.ofNullable(runs.get(place.key()))
                        .map(run -> new Entry(place.position(), place.since(), run)))
                .toList();
    }

    /** What was queued a moment ago may be at work already, or paused. */
    private Map<String, RunState> runs(OrgId org, List<Queued> places) {
        return table.find(places.stream().map(Queued::key).toList()).stream()
                .filter(run -> run.org().equals(org) && run.status() == RunStatus.QUEUED)
                .collect(Collectors.toMap(run -> run.id().value(), Function.identity()));
    }

    /**
     * Moves a queued run among those of its owner. It takes over the priority of its new neighbour.
     *
     * @throws aule.kernel.AuleException with {@code NOT_FOUND} if the organisation has no such run, {@code CONFLICT} if
     *     it, or its neighbour, is not queued or belongs to somebody else
     */
    public RunState move(Principal principal, RunId id, Place place) {
        var run = table.find(principal.org(), id);
        dispatch.move(Runs.KIND, id.value(), place);
        var position = dispatch.position(Runs.KIND, id.value());
        return dispatch.queue(Math.max(0, position - 1), 1).stream()
                .filter(it -> it.key().equals(id.value())
                        && it.priority() != run.terms().priority())
                .findFirst()
                .map(it -> ranked(principal, id, it.priority()))
                .orElse(run);
    }

    private RunState ranked(Principal principal, RunId id, int priority) {
        return mailbox.post(
                principal.org(),
                principal.user().value(),
                id,
                run -> List.of(new RunEvent.Adjusted(id, run.terms().limits(), priority, null)));
    }
}
