package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ticket by which a queued job stands at a place. It takes over the priority and the lane of its new
 * neighbour, so that it really begins before or after it.
 */
final class Moves {

    private final Job job;
    private final Lanes others;
    private final List<Job> order;

    /** @param waiting all that wait, the job among them */
    Moves(Job job, Lanes waiting, Slots slots) {
        this.job = job;
        this.others = waiting.copy();
        others.remove(job);
        this.order = others.order(slots).stream()
                .filter(it -> it.ticket().share().owner().equals(owner()))
                .toList();
    }

    Ticket to(Place place) {
        return switch (place) {
            case Place.First _ -> order.isEmpty() ? job.ticket() : before(order.getFirst());
            case Place.Last _ -> order.isEmpty() ? job.ticket() : after(order.getLast());
            case Place.Before(var kind, var key) ->
                neighbour(Job.id(kind, key)).map(this::before).orElse(job.ticket());
            case Place.After(var kind, var key) ->
                neighbour(Job.id(kind, key)).map(this::after).orElse(job.ticket());
        };
    }

    private String owner() {
        return job.ticket().share().owner();
    }

    /** Empty for the job itself. */
    private Optional<Job> neighbour(String id) {
        if (id.equals(job.id())) {
            return Optional.empty();
        }
        var found = order.stream().filter(it -> it.id().equals(id)).findFirst();
        if (found.isEmpty()) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The task '%s' is not queued for the same owner; look at the queue again.".formatted(id));
        }
        return found;
    }

    private Ticket before(Job other) {
        var there = other.ticket();
        return job.ticket()
                .at(there.priority(), there.lane(), others.lane(other).before(other));
    }

    private Ticket after(Job other) {
        var there = other.ticket();
        return job.ticket()
                .at(there.priority(), there.lane(), others.lane(other).after(other));
    }
}
