package aule.network;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How many bytes commands may send and receive; what went before counts, also after a start. */
final class Quotas {

    /** Whose bytes count together. */
    enum Scope {
        ORG,
        PROJECT,
        AGENT;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a quota covers; a run with all that it starts, or a day or month of UTC. */
    enum Period {
        RUN,
        DAY,
        MONTH;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param subject the id of the project or agent; null for each one by itself */
    record Quota(Scope scope, @Nullable String subject, Period period, long maxBytes) {}

    /** What one quota counts together. */
    record Count(Scope scope, String subject, Period period, String name, Instant from) {}

    /** Counts the bytes of one command. */
    @FunctionalInterface
    interface Meter {

        Meter NONE = _ -> "";

        /** Why no more may pass, as a sentence; empty if these may. */
        String take(long bytes);
    }

    private static final int MOST_KEPT = 10_000;

    private record Counter(Quota quota, Count count, AtomicLong used) {}

    private final Journal journal;
    private final SqlQuotas table;
    private final InstantSource clock;
    private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

    Quotas(Journal journal, SqlQuotas table, InstantSource clock) {
        this.journal = journal;
        this.table = table;
        this.clock = clock;
    }

    /** Sets a quota, or lifts it. */
    void set(Principal principal, Scope scope, @Nullable String subject, Period period, @Nullable Long maxBytes) {
        if (scope == Scope.ORG && subject != null) {
            throw new AuleException(ErrorCode.INVALID, "A quota of the organisation names no project or agent.");
        }
        var event = new NetworkEvent.QuotaSet(scope.wire(), subject, period.wire(), maxBytes);
        var origin = new Journal.Origin(
                principal.org(), null, principal.user().value(), NetworkEvent.SETTINGS.value(), null, Journal.NO_LEASE);
        journal.append(NetworkEvent.SETTINGS, origin, List.of(event));
        counters.clear();
    }

    List<Quota> all(OrgId org) {
        return table.all(org);
    }

    /** How much of a quota is used; of one for each project, agent or run that is not named, nothing is told. */
    @Nullable
    Long used(OrgId org, Quota quota) {
        if (quota.period() == Period.RUN || (quota.scope() != Scope.ORG && quota.subject() == null)) {
            return null;
        }
        var subject = quota.subject() == null ? "" : quota.subject();
        return table.used(org, new Count(quota.scope(), subject, quota.period(), "", start(quota.period())));
    }

    Meter meter(Party party, Kin kin) {
        var bound = table.all(party.org()).stream()
                .filter(it -> binds(it, party, kin))
                .map(it -> counter(it, party, kin))
                .toList();
        return bound.isEmpty() ? Meter.NONE : bytes -> taken(bound, bytes);
    }

    private static String taken(List<Counter> bound, long bytes) {
        for (var one : bound) {
            var used = one.used().addAndGet(bytes);
            if (bytes == 0 ? used >= one.quota().maxBytes() : used > one.quota().maxBytes()) {
                return "The quota of %,d bytes of %s for one %s is used; a person can raise it."
                        .formatted(
                                one.quota().maxBytes(),
                                words(one.count()),
                                one.quota().period().wire());
            }
        }
        return "";
    }

    private static String words(Count count) {
        return count.scope() == Scope.ORG
                ? "the organisation"
                : "%s %s".formatted(count.scope().wire(), count.subject());
    }

    private static boolean binds(Quota quota, Party party, Kin kin) {
        var subject = subject(quota.scope(), party, kin);
        return subject != null && (quota.subject() == null || quota.subject().equals(subject));
    }

    private static @Nullable String subject(Scope scope, Party party, Kin kin) {
        return switch (scope) {
            case ORG -> "";
            case PROJECT -> party.project().value();
            case AGENT -> kin.persona() == null ? null : kin.persona().value();
        };
    }

    private Counter counter(Quota quota, Party party, Kin kin) {
        var subject = subject(quota.scope(), party, kin);
        var from = start(quota.period());
        var name = quota.period() == Period.RUN ? kin.root().value() : "";
        var count = new Count(quota.scope(), subject == null ? "" : subject, quota.period(), name, from);
        if (counters.size() > MOST_KEPT) {
            counters.clear();
        }
        var key = "%s|%s".formatted(party.org(), count);
        return new Counter(
                quota, count, counters.computeIfAbsent(key, _ -> new AtomicLong(table.used(party.org(), count))));
    }

    private Instant start(Period period) {
        var day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return switch (period) {
            case RUN -> Instant.EPOCH;
            case DAY -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        };
    }
}
