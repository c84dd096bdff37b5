package aule.dispatch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among owners, and among the projects of one: whoever was served, or came, longest ago. Nobody is
 * remembered who does not wait, but for the one served last.
 */
final class Turn {

    private static final Share NOBODY = new Share("", "");

    private final Map<String, Place> owners = new HashMap<>();
    private final Map<Share, Place> projects = new HashMap<>();
    private long count;
    private Share last = NOBODY;

    Turn copy() {
        var copy = new Turn();
        owners.forEach((owner, place) -> copy.owners.put(owner, place));
        projects.forEach((share, place) -> copy.projects.put(share, place));
        copy.count = count;
        copy.last = last;
        return copy;
    }

    /** One more of these waits. Who comes in the moment in which it was served stands behind who comes then too. */
    void joins(Share share) {
        owners.merge(share.owner(), came(last.owner().equals(share.owner())), Turn::more);
        projects.merge(share, came(last.equals(share)), Turn::more);
    }

    void leaves(Share share) {
        owners.computeIfPresent(share.owner(), (_, place) -> place.less());
        projects.computeIfPresent(share, (_, place) -> place.less());
    }

    /** One of these begins, whether it waited or not. */
    void served(Share share) {
        count++;
        last = share;
        owners.computeIfPresent(share.owner(), (_, place) -> new Place(2 * count + 1, place.waiting()));
        projects.computeIfPresent(share, (_, place) -> new Place(2 * count + 1, place.waiting()));
    }

    long of(String owner) {
        var place = owners.get(owner);
        return place == null ? Long.MAX_VALUE : place.when();
    }

    long of(Share share) {
        var place = projects.get(share);
        return place == null ? Long.MAX_VALUE : place.when();
    }

    private Place came(boolean served) {
        return new Place(2 * count + (served ? 1 : 0), 1);
    }

    private static Place more(Place place, Place one) {
        return new Place(place.when(), place.waiting() + one.waiting());
    }

    /** Since when somebody's turn is due, and how many wait for it. */
    private record Place(long when, int waiting) {

        @Nullable
        Place less() {
            return waiting == 1 ? null : new Place(when, waiting - 1);
        }
    }
}
