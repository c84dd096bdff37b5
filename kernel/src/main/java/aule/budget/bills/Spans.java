package aule.budget.bills;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of a bill that count all calls of a model in a span of time, and the answers of the ledger that fall into them. */
final class Spans {

    private record Key(String model, Instant from, Instant to) {}

    /** One span of one model on both sides. */
    static final class Span {

        private final Charge charge;
        private final List<Answered> answers = new ArrayList<>();

        private Span(Charge charge) {
            this.charge = charge;
        }

        Charge charge() {
            return charge;
        }

        List<Answered> answers() {
            return answers;
        }
    }

    private final List<Span> all;
    private final Map<String, TreeMap<Instant, Span>> byModel = new LinkedHashMap<>();
    private final boolean modelsNamed;

    Spans(List<Charge> charges) {
        var summed = new LinkedHashMap<Key, Charge>();
        charges.forEach(it -> summed.merge(new Key(it.model(), it.from(), it.to()), it, Charge::and));
        this.all = summed.values().stream().map(Span::new).toList();
        this.modelsNamed = charges.stream().anyMatch(it -> !it.model().isEmpty());
        all.forEach(it -> byModel.computeIfAbsent(it.charge().model(), _ -> new TreeMap<>())
                .put(it.charge().from(), it));
    }

    List<Span> all() {
        return all;
    }

    /** Puts an answer into its span; false if there is none. A bill that names no models counts all of them together. */
    boolean take(Answered answer, String model) {
        return span(answer.at(), byModel.get(modelsNamed ? model : ""))
                .map(it -> it.answers().add(answer))
                .isPresent();
    }

    private static Optional<Span> span(Instant at, @Nullable NavigableMap<Instant, Span> times) {
        return Optional.ofNullable(times)
                .map(it -> it.floorEntry(at))
                .map(Map.Entry::getValue)
                .filter(it -> at.isBefore(it.charge().to()));
    }
}
