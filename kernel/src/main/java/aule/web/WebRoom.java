package aule.web;

import aule.api.Operations;
import aule.breaker.Breakers;
import aule.egress.Egress;
import aule.journal.Journal;
import aule.kernel.Transactions;
import aule.vault.Vault;
import java.time.InstantSource;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The room's doors, ready for the composition root. */
public record WebRoom(Search search, Pages pages, Operations operations) {

    /** What the room stands on. */
    public record Ground(
            Egress egress,
            Transactions<Handle> transactions,
            Vault vault,
            Journal journal,
            Breakers breakers,
            InstantSource clock) {}

    public static WebRoom open(Ground ground) {
        return open(ground, Engines.Addresses.PUBLIC);
    }

    /** @param addresses where the search engines answer that everybody shares */
    static WebRoom open(Ground ground, Engines.Addresses addresses) {
        var clock = ground.clock();
        var saved = new SavedWeb(new SqlWebSettings(ground.transactions()), ground.vault(), ground.journal(), clock);
        var engines = new Engines(ground.egress(), saved, addresses);
        var search = new Search(engines, saved, ground.breakers(), new Pace(clock));
        var api = new WebApi(saved, search, engines, clock);
        return new WebRoom(
                search,
                new Pages(ground.egress(), saved, clock),
                new Operations("web", Map.of("showWeb", api::show, "saveWeb", api::save, "testWeb", api::test)));
    }
}
