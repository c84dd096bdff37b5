package aule.system;

import aule.api.Operations;
import aule.journal.Journal;
import aule.kernel.Transactions;
import aule.vault.Vault;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record SystemRoom(SavedSettings settings, Inbox inbox, InstantSource clock) {

    /**
     * Opens the room before the journal's first append.
     *
     * @param defaults what holds until a person chooses otherwise
     */
    public static SystemRoom open(
            Transactions<Handle> transactions, Vault vault, Journal journal, InstantSource clock, Settings defaults) {
        var sql = new SqlSettings(transactions, defaults);
        var letters = new SqlInbox(transactions);
        journal.project(letters);
        return new SystemRoom(new SavedSettings(sql, vault, journal, clock), new Inbox(letters, journal), clock);
    }

    /**
     * The room's side of its contract, once the house is assembled.
     *
     * @param stop begins to stop the kernel; it is called on a thread of its own
     */
    public Operations operations(
            Installation installation, Vitals vitals, Workload workload, ProviderCheck check, Runnable stop) {
        var choices = new SettingsApi(settings, check);
        var status = new StatusApi(installation, vitals, workload, stop, clock);
        var letters = new InboxApi(inbox);
        return new Operations(
                "system",
                Map.of(
                        "showSettings", choices::show,
                        "saveSettings", choices::save,
                        "testProvider", choices::test,
                        "showInbox", letters::show,
                        "readInbox", letters::read,
                        "showStatus", status::status,
                        "showIsolation", status::isolation,
                        "stopSystem", status::stop));
    }
}
