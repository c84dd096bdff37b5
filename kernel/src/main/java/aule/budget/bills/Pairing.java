package aule.budget.bills;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer that a row of a bill is about: by the provider's own id, else the nearest with the same model and the
 * same tokens, else the nearest of the same model. An answer with an id belongs to no row with another one.
 */
final class Pairing {

    /** How far apart the moments may be at which both sides write an answer down. */
    static final Duration ALIKE = Duration.ofMinutes(10);

    /** The same where nothing but the model agrees. */
    static final Duration NEAR = Duration.ofMinutes(2);

    /** What two sides of one call have in common; tokens are null where they do not matter. */
    private record Shape(
            String model, @Nullable Long tokensIn, @Nullable Long tokensOut, boolean named) {}

    private final Map<String, Answered> byId = new HashMap<>();
    private final Map<Shape, Timeline> byShape = new HashMap<>();
    private final Map<Long, Answered> left = new TreeMap<>();

    Pairing(List<Answered> ledger, String provider) {
        ledger.forEach(it -> add(it, ModelNames.plain(it.model(), provider)));
    }

    private void add(Answered answer, String model) {
        var id = answer.responseId();
        left.put(answer.seq(), answer);
        if (id != null) {
            byId.put(id, answer);
        }
        timeline(new Shape(model, answer.tokensIn(), answer.tokensOut(), id != null))
                .add(answer);
        timeline(new Shape(model, null, null, id != null)).add(answer);
    }

    private Timeline timeline(Shape shape) {
        return byShape.computeIfAbsent(shape, _ -> new Timeline());
    }

    Optional<Answered> byId(Charge charge) {
        return Optional.ofNullable(charge.id()).map(byId::get).filter(this::take);
    }

    Optional<Answered> alike(Charge charge) {
        return charge.tokensIn() == null || charge.tokensOut() == null
                ? Optional.empty()
                : nearest(charge, charge.tokensIn(), charge.tokensOut(), ALIKE);
    }

    Optional<Answered> near(Charge charge) {
        return nearest(charge, null, null, NEAR);
    }

    /** What no row was found for, in the order of the ledger. */
    List<Answered> left() {
        return List.copyOf(left.values());
    }

    private boolean take(Answered answer) {
        return left.remove(answer.seq()) != null;
    }

    private Optional<Answered> nearest(
            Charge charge, @Nullable Long tokensIn, @Nullable Long tokensOut, Duration within) {
        var at = charge.from().toEpochMilli();
        return (charge.id() == null ? Stream.of(false, true) : Stream.of(false))
                .map(named -> new Shape(charge.model(), tokensIn, tokensOut, named))
                .flatMap(it -> Optional.ofNullable(byShape.get(it)).stream())
                .flatMap(it -> it.nearest(at, within, answer -> left.containsKey(answer.seq())).stream())
                .min((one, other) -> Long.compare(Timeline.distance(one, at), Timeline.distance(other, at)))
                .filter(this::take);
    }
}
