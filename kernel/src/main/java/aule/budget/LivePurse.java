package aule.budget;

import aule.kernel.Account;
import aule.kernel.BudgetEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides by the budgets and the ledger as they are now. */
final class LivePurse implements Purse {

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
                        question.account().run(),
                        question.model(),
                        question.tokens(),
                        question.costNanos(),
                        question.errand()))
                : refused(question, lacks, now);
    }

    @Override
    public boolean binds(Account account) {
        return standings.binds(account);
    }

    @Override
    public boolean freed(Question question) {
        return lacks(question, clock.instant()).isEmpty();
    }

    private List<Standing.Lack> lacks(Question question, Instant now) {
        var wanted = new Wanted(question.tokens(), question.costNanos());
        var errand = question.errand();
        return standings.of(question.account(), errand == null ? null : errand.id(), now).stream()
                .flatMap(it -> it.lack(wanted).stream())
                .toList();
    }

    private static Verdict refused(Question question, List<Standing.Lack> lacks, Instant now) {
        var lasting = lacks.stream().filter(it -> !it.passing()).toList();
        if (lasting.isEmpty()) {
            return new Verdict.Refused(Optional.empty(), now.plus(SOON), Words.held(lacks.getFirst()));
        }
        var end = end(lasting, now);
        var lack = lasting.getFirst();
        var standing = lack.standing();
        var text = Words.exceeded(lack, question, end);
        var money = lack.resource().equals("cost");
        return new Verdict.Refused(
                Optional.of(new BudgetEvent.Exceeded(
                        question.account().run(),
                        standing.cap().id(),
                        standing.subject(),
                        standing.period(),
                        lack.resource(),
                        text,
                        money ? lack.enough() : null,
                        money ? null : lack.enough())),
                end.orElse((Instant) null),
                text);
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
    public List<BudgetEvent.Warned> warnings(Account account) {
        return standings.unsaid(account, clock.instant()).stream()
                .map(it -> new BudgetEvent.Warned(
                        account.run(), it.cap().id(), it.subject(), it.period(), it.percent(), Words.warned(it)))
                .toList();
    }
}
