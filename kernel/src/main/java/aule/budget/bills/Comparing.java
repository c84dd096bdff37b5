package aule.budget.bills;

import aule.budget.bills.Difference.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Holds the rows of a bill against the ledger, by call where the bill has calls and by span where it has sums. */
public final class Comparing {

    /** Bills round to a millionth of a dollar at best. */
    private static final long ROUNDED = 1_000;

    private final String provider;
    private final List<Charge> charges;
    private final List<Difference> differences = new ArrayList<>();
    private int same;
    private int unpriced;
    private Tally billed = Tally.NOTHING;
    private Tally ledger = Tally.NOTHING;

    private Comparing(String provider, List<Charge> charges) {
        this.provider = provider;
        this.charges = charges;
    }

    /** The first moment for which the ledger is needed. */
    public static Instant from(BillFile bill) {
        return first(bill.charges()).minus(Pairing.ALIKE);
    }

    /** The moment from which on the ledger is not needed. */
    public static Instant to(BillFile bill) {
        return last(bill.charges()).plus(Pairing.ALIKE);
    }

    /** @param answers of the provider's models, from {@link #from} to {@link #to} */
    public static Comparison of(BillFile bill, List<Answered> answers, String provider) {
        return new Comparing(provider, bill.charges()).with(answers);
    }

    private Comparison with(List<Answered> answers) {
        var calls = charges.stream().filter(Charge::isOneCall).toList();
        var left = pair(calls, answers);
        var spans = charges.stream().filter(it -> !it.isOneCall()).toList();
        only(fill(spans, left));
        differences.sort(Comparator.comparing(Difference::from).thenComparing(Difference::model));
        return new Comparison(first(charges), last(charges), same, billed, ledger, unpriced, differences);
    }

    /** Returns the answers for which there is no row. */
    private List<Answered> pair(List<Charge> calls, List<Answered> answers) {
        var pairing = new Pairing(answers, provider);
        var rest = calls;
        for (var way : List.<Function<Charge, Optional<Answered>>>of(pairing::byId, pairing::alike, pairing::near)) {
            rest = rest.stream().filter(it -> !settled(it, way.apply(it))).toList();
        }
        rest.forEach(it -> settle(it, List.of()));
        return pairing.left();
    }

    private boolean settled(Charge charge, Optional<Answered> found) {
        found.ifPresent(it -> settle(charge, List.of(it)));
        return found.isPresent();
    }

    /** Returns the answers that are in no span. */
    private List<Answered> fill(List<Charge> charged, List<Answered> answers) {
        var spans = new Spans(charged);
        var left = answers.stream()
                .filter(it -> !spans.take(it, ModelNames.plain(it.model(), provider)))
                .toList();
        spans.all().forEach(it -> settle(it.charge(), it.answers()));
        return left;
    }

    private void settle(Charge charge, List<Answered> answers) {
        var wanted = Tally.of(charge);
        var found = answers.stream().map(Answered::tally).reduce(Tally.NOTHING, Tally::and);
        billed = billed.and(wanted);
        answers.forEach(this::count);
        if (!answers.isEmpty() && wanted.agrees(found, ROUNDED + charge.roundedNanos())) {
            same++;
            return;
        }
        var one = answers.size() == 1 ? answers.getFirst() : null;
        differences.add(new Difference(
                answers.isEmpty() ? Kind.ONLY_BILL : Kind.DIFFERS,
                charge.line(),
                charge.id(),
                charge.label(),
                charge.from(),
                charge.to(),
                one == null ? null : (Long) one.seq(),
                one == null ? null : one.run(),
                wanted,
                found));
    }

    private void count(Answered answer) {
        unpriced += answer.costNanos() == null ? 1 : 0;
        ledger = ledger.and(answer.known());
    }

    /** What happened shortly before or after what the bill speaks of is not missing in it. */
    private void only(List<Answered> answers) {
        var from = first(charges);
        var to = last(charges);
        answers.stream()
                .filter(it -> !it.at().isBefore(from) && !it.at().isAfter(to))
                .forEach(it -> {
                    count(it);
                    differences.add(new Difference(
                            Kind.ONLY_LEDGER,
                            null,
                            it.responseId(),
                            it.model(),
                            it.at(),
                            it.at(),
                            it.seq(),
                            it.run(),
                            Tally.NOTHING,
                            it.tally()));
                });
    }

    private static Instant first(List<Charge> charges) {
        return charges.stream().map(Charge::from).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    private static Instant last(List<Charge> charges) {
        return charges.stream().map(Charge::to).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }
}
