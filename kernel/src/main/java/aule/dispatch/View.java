package aule.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The queue as it stood at one moment, in the order in which it begins. */
record View(List<Queued> queue, Map<String, Integer> positions) {

    static View of(List<Job> order) {
        var queue = new ArrayList<Queued>(order.size());
        var positions = HashMap.<String, Integer>newHashMap(order.size());
        for (var job : order) {
            var position = queue.size() + 1;
            var ticket = job.ticket();
            positions.put(job.id(), position);
            queue.add(new Queued(
                    Job.kind(job.id()),
                    Job.key(job.id()),
                    ticket.share(),
                    ticket.priority(),
                    ticket.since(),
                    position));
        }
        return new View(queue, positions);
    }

    int position(String id) {
        return positions.getOrDefault(id, 0);
    }

    List<Queued> page(int offset, int limit) {
        return queue.stream().skip(offset).limit(limit).toList();
    }
}
