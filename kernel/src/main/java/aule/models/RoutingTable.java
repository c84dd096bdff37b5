package aule.models;

import aule.journal.Journal;
import aule.models.routing.Routing;
import aule.models.routing.RuleBook;
import aule.rules.Rules;
import java.util.function.UnaryOperator;

/** What a person chose about choosing, as it is now. */
final class RoutingTable {

    private static final String ID = "routing";

    private record Now(Routing routing, RuleBook book) {}

    private final SqlEntries entries;
    private final Rules language;
    private final Announcements announcements;
    private volatile Now now;

    RoutingTable(SqlEntries entries, Rules language, Announcements announcements) {
        this.entries = entries;
        this.language = language;
        this.announcements = announcements;
        this.now = read();
    }

    Routing routing() {
        return now.routing();
    }

    RuleBook book() {
        return now.book();
    }

    void reload() {
        now = read();
    }

    private Now read() {
        var kept = entries.one(SqlEntries.Kind.ROUTING, ID, Routing.class).orElse(Routing.NONE);
        return new Now(kept, RuleBook.of(kept.rules(), language));
    }

    /**
     * @param what the part that changes, for example {@code roles}
     * @throws aule.kernel.AuleException with {@code INVALID} if a rule of the result is wrong
     */
    synchronized Routing change(Journal.Origin who, String what, UnaryOperator<Routing> edit) {
        var after = edit.apply(read().routing());
        var checked = new Now(after, RuleBook.of(after.rules(), language));
        entries.put(SqlEntries.Kind.ROUTING, ID, after);
        now = checked;
        announcements.changed(who, what);
        return after;
    }
}
