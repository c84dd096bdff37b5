package aule.web;

import aule.breaker.Breakers;
import aule.egress.Allowance;
import aule.egress.EgressRoom;
import aule.egress.Origin;
import aule.journal.Journal;
import aule.kernel.OrgId;
import aule.store.Database;
import aule.testkit.Site;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import aule.vault.Vault;
import aule.vault.VaultRoom;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test that reads the web of one site on loopback, which is the person's own. */
abstract class WithWeb extends WithJournal {

    static final OrgId ORG = OrgId.LOCAL;

    @TempDir
    Path home;

    final Site site = new Site();
    final EgressRoom egress = EgressRoom.open();
    SavedWeb saved;
    Vault vault;
    WebRoom web;

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "vault", "web");
    }

    @BeforeEach
    void opensTheWeb() {
        vault = VaultRoom.open(database(), home, Optional.empty(), clock).vault();
        saved = new SavedWeb(new SqlWebSettings(database()), vault, journal(), clock);
        var addresses = new Engines.Addresses(
                URI.create(site.address("/brave")),
                URI.create(site.address("/duck")),
                Allowance.configured(Origin.of(site.address("/"))));
        var breakers = new Breakers(Breakers.Settings.DEFAULT, clock);
        web = WebRoom.open(
                new WebRoom.Ground(egress.egress(), database(), vault, journal(), breakers, clock), addresses);
        set(it -> own(it, List.of(Origin.of(site.address("/")).toString())));
    }

    @AfterEach
    void closesTheWeb() {
        egress.close();
        site.close();
    }

    void set(UnaryOperator<WebSettings> edit) {
        saved.change(Journal.Origin.kernel("test"), edit, new SavedWeb.KeyChange.Keep());
    }

    static WebSettings own(WebSettings it, List<String> addresses) {
        return new WebSettings(
                it.engines(), it.searxngUrl(), it.robotsIgnored(), addresses, it.maxBytes(), it.timeoutSeconds());
    }

    static WebSettings within(WebSettings it, int bytes, int seconds) {
        return new WebSettings(it.engines(), it.searxngUrl(), it.robotsIgnored(), it.ownAddresses(), bytes, seconds);
    }
}
