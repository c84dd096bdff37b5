package aule.models;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.SystemEvent;
import java.util.List;
import java.util.Set;

/** Tells this kernel and the others that what a person chose about models has changed. */
record Announcements(Journal journal) {

    private static final String PREFIX = "models.";
    private static final Filter CHANGES = Filter.ofTypes(Set.of("settings.changed"));

    /** @param name what changed, for example {@code providers.groq}; never its value */
    void changed(Journal.Origin who, String name) {
        journal.append(SystemEvent.STREAM, who, List.of(new SystemEvent.SettingsChanged(List.of(PREFIX + name))));
    }

    Follower follow(Runnable reload) {
        return Follower.start("models-settings", journal, CHANGES, event -> {
            if (event.body() instanceof SystemEvent.SettingsChanged change
                    && change.names().stream().anyMatch(it -> it.startsWith(PREFIX))) {
                reload.run();
            }
        });
    }
}
