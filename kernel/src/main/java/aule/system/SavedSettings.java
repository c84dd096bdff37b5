package aule.system;

import aule.journal.Journal;
import aule.kernel.OrgId;
import aule.kernel.SystemEvent;
import aule.vault.Secret;
import aule.vault.Vault;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The settings of each organisation, and whoever wants to know when they change. */
public final class SavedSettings {

    /** Is told after a change is saved. */
    @FunctionalInterface
    public interface Listener {
        void changed(OrgId org, Settings now);
    }

    private final SqlSettings sql;
    private final Vault vault;
    private final Journal journal;
    private final InstantSource clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    SavedSettings(SqlSettings sql, Vault vault, Journal journal, InstantSource clock) {
        this.sql = sql;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    public Settings of(OrgId org) {
        return sql.read(org);
    }

    /** The key that a person stored for a provider. */
    public Optional<Secret> key(OrgId org, Settings.Kind kind) {
        return vault.get(org, keyName(kind));
    }

    public void onChange(Listener listener) {
        listeners.add(listener);
    }

    /** Changes what the edit changes; everything else, and a key that is kept, stays as it is. */
    void change(Journal.Origin who, UnaryOperator<Settings> edit, Map<Settings.Kind, KeyChange> keys) {
        var step = sql.update(who.org(), edit, clock.millis());
        var names = new TreeSet<>(SqlSettings.changed(step));
        keys.forEach((kind, change) -> {
            if (applied(who.org(), kind, change)) {
                names.add(keyName(kind));
            }
        });
        if (!names.isEmpty()) {
            journal.append(SystemEvent.STREAM, who, List.of(new SystemEvent.SettingsChanged(List.copyOf(names))));
            listeners.forEach(it -> it.changed(who.org(), step.after()));
        }
    }

    private boolean applied(OrgId org, Settings.Kind kind, KeyChange change) {
        return switch (change) {
            case KeyChange.Keep() -> false;
            case KeyChange.Remove() -> vault.remove(org, keyName(kind));
            case KeyChange.Replace(var key) -> {
                vault.put(org, keyName(kind), key);
                yield true;
            }
        };
    }

    private static String keyName(Settings.Kind kind) {
        return "providers.%s.api_key".formatted(kind.name().toLowerCase(Locale.ROOT));
    }
}
