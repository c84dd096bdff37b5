package aule.models;

import aule.breaker.Breakers;
import aule.egress.EgressRoom;
import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.kernel.Ids;
import aule.rules.RulesRoom;
import aule.store.Database;
import aule.testkit.CountingIds;
import aule.testkit.FixedClock;
import aule.testkit.Gratis;
import aule.testkit.TempDatabase;
import aule.vault.VaultRoom;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The ground on which the room stands, in a folder of its own; the room can be opened on it again and again. */
final class ModelsHome implements AutoCloseable {

    final FixedClock clock = new FixedClock();
    final Breakers breakers = new Breakers(Breakers.Settings.DEFAULT, clock);
    final EgressRoom egress = EgressRoom.open();
    private final Ids ids = new CountingIds();
    private final Path folder;
    private final Database database;
    private final JournalRoom journal;
    private final VaultRoom vault;

    ModelsHome(Path folder) {
        this.folder = folder;
        database = TempDatabase.open(folder, "journal", "vault", "models");
        journal = JournalRoom.open(database, clock, ids);
        vault = VaultRoom.open(database, folder, Optional.empty(), clock);
    }

    Path file() {
        return folder.resolve("models.yaml");
    }

    Journal journal() {
        return journal.journal();
    }

    ModelsRoom open(Map<String, String> environment, ProviderSettings settings) {
        return ModelsRoom.open(
                new ModelsRoom.Ground(
                        egress.egress(),
                        database,
                        vault.vault(),
                        journal(),
                        RulesRoom.open().rules(),
                        breakers,
                        clock,
                        ids,
                        new Gratis()),
                file(),
                environment,
                settings);
    }

    @Override
    public void close() {
        egress.close();
        journal.close();
        database.close();
    }
}
