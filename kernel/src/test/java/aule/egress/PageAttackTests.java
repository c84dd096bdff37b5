package aule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.breaker.Breakers;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.store.Database;
import aule.testkit.Site;
import aule.testkit.TempDatabase;
import aule.testkit.WireServer;
import aule.testkit.WithJournal;
import aule.vault.VaultRoom;
import aule.web.Pages;
import aule.web.WebRoom;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No page that an agent asks for, and no redirect of one, is on this machine or in its network. */
@Timeout(120)
class PageAttackTests extends WithJournal {

    private static final List<String> OUTCOMES = List.of("egress_denied", "invalid", "tool_failed");

    @TempDir
    Path home;

    private final Egress egress = new Egress(PageAttackTests::resolve);
    private final WireServer canary = new WireServer((_, out) -> out.whole(200, Map.of(), "hit"));
    private final Site site = new Site();
    private Pages pages;

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "vault", "web");
    }

    @BeforeEach
    void opensPages() {
        var vault = VaultRoom.open(database(), home, Optional.empty(), clock).vault();
        var breakers = new Breakers(Breakers.Settings.DEFAULT, clock);
        pages = WebRoom.open(new WebRoom.Ground(egress, database(), vault, journal(), breakers, clock))
                .pages();
        var settings =
                "{\"engines\":[],\"searxng_url\":\"\",\"robots_ignored\":[],\"own_addresses\":[\"%s\"],\"max_bytes\":65536,\"timeout_seconds\":30}"
                        .formatted(Origin.of(site.address("/")));
        database()
                .write(handle -> handle.createUpdate(
                                "INSERT INTO web_settings (org_id, value, updated_at) VALUES (:org, :value, 0)")
                        .bind("org", OrgId.LOCAL.value())
                        .bind("value", settings)
                        .execute());
    }

    @AfterEach
    void closesPages() {
        egress.close();
        canary.close();
        site.close();
    }

    /** Nobody else's name server is asked. */
    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "localhost", "loopback.test", "metadata.google.internal" ->
                List.of(InetAddress.ofLiteral("127.0.0.1"));
            case "half.test" ->
                List.of(InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("169.254.169.254"));
            default -> literal(host);
        };
    }

    private static List<InetAddress> literal(String host) throws UnknownHostException {
        try {
            return List.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            throw new UnknownHostException(host);
        }
    }

    private String aimed(String attack) {
        return attack.replace("PORT", String.valueOf(canary.port()));
    }

    private void read(String address) throws InterruptedException {
        pages.read(new Pages.Request(OrgId.LOCAL, null, address, false, false));
    }

    @Test
    void nothingOnTheListIsRead() {
        var attacks = AttackTests.attacks().map(this::aimed).toList();
        assertThat(attacks).hasSizeGreaterThan(100);
        assertThat(attacks).allSatisfy(this::isRefused);
        assertThat(canary.connections()).isZero();
    }

    @Test
    void noPageLeadsThere() {
        var attacks = AttackTests.attacks().map(this::aimed).toList();
        for (var i = 0; i < attacks.size(); i++) {
            site.redirect("/" + i, 302, attacks.get(i).replaceAll("[^ -~]", "?"));
            isRefused(site.address("/" + i));
        }
        assertThat(canary.connections()).isZero();
    }

    @Test
    void noWayOfWritingLoopbackLeadsThere() {
        var forms = forms();
        assertThat(forms).hasSizeGreaterThan(400);
        assertThat(forms).allSatisfy(this::isRefused);
        assertThat(canary.connections()).isZero();
    }

    private void isRefused(String address) {
        var failure = catchThrowable(() -> read(address));
        assertThat(failure).as(address).isInstanceOf(AuleException.class);
        assertThat(((AuleException) failure).code().wire()).as(address).isIn(OUTCOMES);
    }

    /** Schemes, users in front, hosts in every number and script, and tails that look like something else. */
    private List<String> forms() {
        var hosts = new ArrayList<>(List.of(
                "localhost",
                "LocalHost",
                "localhost.",
                "loopback.test",
                "half.test",
                "ｌｏｃａｌｈｏｓｔ",
                "①②⑦.⓪.⓪.①",
                "１２７.０.０.１",
                "127。0。0。1",
                "127．0．0．1",
                "127｡0｡0｡1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[64:ff9b::7f00:1]",
                "[::127.0.0.1]",
                "[2002:7f00:1::]",
                "[0:0:0:0:0:0:0:1]",
                "[::1%25lo]",
                "0",
                "0.0.0.0",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f000001",
                "017700000001",
                "%6c%6f%63%61%6c%68%6f%73%74",
                "127.0.0.1%00.example.org",
                "127.0.0.1%2eexample.org"));
        var octets = List.of(List.of("127", "0177", "0x7f"), List.of("0", "00", "0x0"), List.of("1", "01", "0x1"));
        for (var first : octets.get(0)) {
            for (var second : octets.get(1)) {
                for (var last : octets.get(2)) {
                    hosts.add("%s.%s.%s.%s".formatted(first, second, second, last));
                }
            }
        }
        var forms = new ArrayList<String>();
        for (var host : hosts) {
            for (var shape : List.of(
                    "http://%s:PORT/",
                    "HTTP://%s:PORT",
                    "http://user@%s:PORT/",
                    "http://example.org:80@%s:PORT/",
                    "http://%s:PORT/#@example.org",
                    "http://%s:PORT\\@example.org/",
                    "http:///%s:PORT/",
                    "http:\\\\%s:PORT/",
                    "//%s:PORT/",
                    "%s:PORT/x",
                    " http://%s:PORT/\t")) {
                forms.add(aimed(shape.formatted(host)));
            }
        }
        return forms;
    }

    @Test
    void aPageOfThePersonsOwnIsReadAllTheSame() throws InterruptedException {
        site.at("/own", "text/plain", "mine");
        read(site.address("/own"));
        var other = catchThrowableOfType(AuleException.class, () -> read(canary.address()));
        assertThat(other.code()).isEqualTo(ErrorCode.EGRESS_DENIED);
        assertThat(canary.connections()).isZero();
    }
}
