package aule.web;

import aule.journal.Journal;
import aule.kernel.OrgId;
import aule.kernel.SystemEvent;
import aule.vault.Secret;
import aule.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The settings of each organisation and the key that belongs to them. */
final class SavedWeb {

    private static final String BRAVE_KEY = "web.brave_key";

    /** What becomes of the key. */
    sealed interface KeyChange {

        record Keep() implements KeyChange {}

        record Remove() implements KeyChange {}

        record Replace(Secret key) implements KeyChange {}
    }

    private final SqlWebSettings table;
    private final Vault vault;
    private final Journal journal;
    private final InstantSource clock;

    SavedWeb(SqlWebSettings table, Vault vault, Journal journal, InstantSource clock) {
        this.table = table;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    WebSettings of(OrgId org) {
        return table.read(org);
    }

    Optional<Secret> braveKey(OrgId org) {
        return vault.get(org, BRAVE_KEY);
    }

    void change(Journal.Origin who, UnaryOperator<WebSettings> edit, KeyChange key) {
        var step = table.update(who.org(), edit, clock.millis());
        var names = new ArrayList<String>();
        if (!step.after().equals(step.before())) {
            names.add("web");
        }
        if (applied(who.org(), key)) {
            names.add(BRAVE_KEY);
        }
        if (!names.isEmpty()) {
            journal.append(SystemEvent.STREAM, who, List.of(new SystemEvent.SettingsChanged(names)));
        }
    }

    private boolean applied(OrgId org, KeyChange change) {
        return switch (change) {
            case KeyChange.Keep() -> false;
            case KeyChange.Remove() -> vault.remove(org, BRAVE_KEY);
            case KeyChange.Replace(var key) -> {
                vault.put(org, BRAVE_KEY, key);
                yield true;
            }
        };
    }
}
