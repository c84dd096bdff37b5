package aule.budget;

import aule.kernel.BudgetEvent;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides by the budgets and the ledger as they are now. */
final class LivePurse implements Purse {

    private static final String REASON = "budget";

    /** Until others may be done that have set something aside. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SqlStandings standings;
    private final InstantSource clock;

    LivePurse(SqlStandings standings, InstantSource clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public Verdict ask(Question question) {
        var now = clock.instant();
        var lacks = lacks(question, now);
        return lacks.isEmpty()
                ? new Verdict.Affordable(new BudgetEvent.Reserved(
                        question.run(), question.model(), question.tokens(), question.costNanos()))
                : refused(question, lacks, now);
    }

    @Override
    public boolean binds(OrgId org, RunId run) {
        return standings.binds(org, run);
    }

    @Override
    public boolean freed(Question question) {
        return lacks(question, clock.instant()).isEmpty();
    }

    private List<Standing.Lack> lacks(Question question, Instant now) {
        var wanted = new Wanted(question.tokens(), question.costNanos());
        return standings.of(question.org(), question.run(), now).stream()
                .flatMap(it -> it.lack(wanted).stream())
                .toList();
    }

    private static Verdict refused(Question question, List<Standing.Lack> lacks, Instant now) {
        var lasting = lacks.stream().filter(it -> !it.passing()).toList();
        if (lasting.isEmpty()) {
            var due = now.plus(SOON);
            var text = Words.held(lacks.getFirst());
            return new Verdict.Refused(Optional.empty(), new RunEvent.Waiting(question.run(), REASON, null, due, text));
        }
        var end = end(lasting, now);
        var lack = lasting.getFirst();
        var standing = lack.standing();
        var text = Words.exceeded(lack, question.model(), end);
        return new Verdict.Refused(
                Optional.of(new BudgetEvent.Exceeded(
                        question.run(),
                        standing.cap().id(),
                        standing.subject(),
                        standing.period(),
                        lack.resource(),
                        text)),
                new RunEvent.Waiting(question.run(), REASON, null, end.orElse((Instant) null), text));
    }

    /** When there may be room again by itself; empty if one of the limits stays as it is. */
    private static Optional<Instant> end(List<Standing.Lack> lasting, Instant now) {
        var ends = lasting.stream()
                .map(it -> it.resource().equals("price") || it.needed() > it.limit()
                        ? Optional.<Instant>empty()
                        : it.standing().cap().period().end(now))
                .toList();
        return ends.stream().allMatch(Optional::isPresent)
                ? ends.stream().flatMap(Optional::stream).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    @Override
    public List<BudgetEvent.Warned> warnings(OrgId org, RunId run) {
        return standings.unsaid(org, run, clock.instant()).stream()
                .map(it -> new BudgetEvent.Warned(
                        run, it.cap().id(), it.subject(), it.period(), it.percent(), Words.warned(it)))
                .toList();
    }
}
