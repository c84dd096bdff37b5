package aule.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.egress.EgressRoom;
import aule.egress.LoopbackGate;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Lineage;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.UserId;
import aule.sandbox.Sandbox;
import aule.store.Database;
import aule.testkit.Awaiting;
import aule.testkit.TempDatabase;
import aule.testkit.WireServer;
import aule.testkit.WithJournal;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets how far, and what is written down of it. */
@Timeout(120)
class NetworksTests extends WithJournal {

    private static final ProjectId PROJECT = new ProjectId("proj-1");
    private static final RunId CHILD = new RunId("run-2");
    private static final PersonaId PARENT_AGENT = new PersonaId("pers-parent");
    private static final PersonaId CHILD_AGENT = new PersonaId("pers-child");

    @TempDir
    Path home;

    private final WireServer server = new WireServer((_, out) -> out.whole(200, Map.of(), "x".repeat(1_000)));
    private EgressRoom egress;
    private SqlRequests requests;
    private Quotas quotas;
    private Log log;
    private Networks networks;
    private Path sockets;

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "network");
    }

    @BeforeEach
    void opensTheRoom() throws IOException {
        sockets = Files.createTempDirectory("net");
        egress = LoopbackGate.open(sockets);
        var settings = new SqlSettings(database());
        requests = new SqlRequests(database());
        var limits = new SqlQuotas(database());
        List.of(settings, requests, limits).forEach(journal()::project);
        quotas = new Quotas(journal(), limits, clock);
        log = new Log(journal());
        log.begin();
        var packages = new PackageHosts(home.resolve("packages.txt"));
        packages.seed();
        networks = new Networks(journal(), settings, packages, quotas, log, egress.gate());
        started(RUN, null, PARENT_AGENT);
        started(CHILD, RUN, CHILD_AGENT);
    }

    @AfterEach
    void leaves() throws IOException {
        log.close();
        egress.close();
        server.close();
        Files.deleteIfExists(sockets);
    }

    private void started(RunId run, @Nullable RunId parent, PersonaId persona) {
        var begun = new RunEvent.Started(
                run,
                "goal",
                new UserId("user-1"),
                PROJECT,
                persona,
                null,
                parent,
                null,
                0,
                RunLimits.DEFAULT,
                Lineage.NONE);
        journal().append(StreamId.of(run), ORIGIN, List.of(begun));
    }

    private void set(String subject, @Nullable String preset, String... hosts) {
        var event = new NetworkEvent.Set(subject, preset, List.of(hosts));
        journal().append(NetworkEvent.SETTINGS, Journal.Origin.kernel("network"), List.of(event));
    }

    private static Party party(RunId run) {
        return new Party(OrgId.LOCAL, PROJECT, run, "call-1");
    }

    private String open(String host) {
        return "%s:%d".formatted(host, server.port());
    }

    /** The answer's first line to a request from a command of the run. */
    private String get(RunId run, String wanted, String host) throws IOException {
        try (var way = networks.open(party(run), wanted)) {
            return get(way, host);
        }
    }

    private String get(Ways.Way way, String host) throws IOException {
        if (!(way.network() instanceof Sandbox.Network.Through(var socket))) {
            return "offline";
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var question = "GET http://%s:%d/secret?token=1 HTTP/1.1\r\nConnection: close\r\n\r\n"
                    .formatted(host, server.port());
            channel.write(ByteBuffer.wrap(question.getBytes(UTF_8)));
            var answer = new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    private List<SqlRequests.Row> rows(int count) {
        Awaiting.until(
                "the requests are written down",
                () -> requests.page(OrgId.LOCAL, Map.of(), Long.MAX_VALUE, 2_000)
                                .size()
                        >= count);
        return requests.page(OrgId.LOCAL, Map.of(), Long.MAX_VALUE, 2_000);
    }

    @Test
    void nobodyGetsAnywhereUnlessAPersonSaysSo() throws IOException {
        assertThat(get(RUN, "", "a.test")).isEqualTo("offline");
        set(PROJECT.value(), "offline");
        assertThat(get(RUN, "", "a.test")).isEqualTo("offline");
    }

    @Test
    void aProjectsHostsAnswerAndOthersAreTurnedBackAndBothAreWrittenDown() throws IOException {
        set(PROJECT.value(), "custom", open("*.a.test"));
        assertThat(get(RUN, "", "x.a.test")).contains("200");
        assertThat(get(RUN, "", "b.test")).contains("403 egress_denied");

        var rows = rows(2);
        assertThat(rows).extracting(SqlRequests.Row::verdict).containsExactly("denied", "allowed");
        var denied = rows.getFirst();
        assertThat(denied.host()).isEqualTo("b.test");
        assertThat(denied.reason())
                .isEqualTo("The network of this project and agent does not reach %s.".formatted(open("b.test")));
        assertThat(List.of(denied.projectId(), denied.runId(), denied.callId(), denied.personaId()))
                .containsExactly(PROJECT.value(), RUN.value(), "call-1", PARENT_AGENT.value());
        assertThat(rows.getLast().bytesDown()).isGreaterThan(1_000);
        assertThat(rows.toString()).doesNotContain("secret", "token");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void whatAPersonChangesHoldsForCommandsThatRun() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"));
        try (var way = networks.open(party(RUN), "")) {
            assertThat(get(way, "a.test")).contains("200");
            set(PROJECT.value(), "offline");
            assertThat(get(way, "a.test")).contains("403");
        }
    }

    @Test
    void anAgentNarrowsItsProjectAndNeverWidensIt() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"), open("b.test"));
        set(PARENT_AGENT.value(), "custom", open("b.test"), open("c.test"));
        assertThat(get(RUN, "", "a.test")).contains("403");
        assertThat(get(RUN, "", "b.test")).contains("200");
        assertThat(get(RUN, "", "c.test")).contains("403");
        set(PARENT_AGENT.value(), null);
        assertThat(get(RUN, "", "a.test")).contains("200");
    }

    @Test
    void aChildGetsNoFurtherThanItsParent() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"), open("b.test"));
        set(PARENT_AGENT.value(), "custom", open("a.test"));
        set(CHILD_AGENT.value(), "custom", open("a.test"), open("b.test"));
        assertThat(get(CHILD, "", "a.test")).contains("200");
        assertThat(get(CHILD, "", "b.test")).contains("403");
        set(PARENT_AGENT.value(), "offline");
        assertThat(get(CHILD, "", "a.test")).isEqualTo("offline");
    }

    @Test
    void aChildGetsNoFurtherEvenIfAPersonIsAsked() {
        set(PROJECT.value(), "custom", open("a.test"));
        assertThat(networks.wider(party(CHILD), open("b.test"))).isEmpty();
        assertThatThrownBy(() -> networks.open(party(CHILD), open("b.test")))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.EGRESS_DENIED));
        set(CHILD_AGENT.value(), "offline");
        assertThat(networks.wider(party(CHILD), open("a.test"))).contains("wider network");
    }

    @Test
    void aCallNarrowsItsNetworkUnaskedAndWidensItWithAYes() throws IOException {
        set(PROJECT.value(), "custom", open("*.test"));
        assertThat(networks.wider(party(RUN), open("a.test"))).isEmpty();
        assertThat(get(RUN, open("a.test"), "b.test")).contains("403");
        assertThat(get(RUN, open("a.test"), "a.test")).contains("200");
        assertThat(networks.wider(party(RUN), open("a.other")))
                .isEqualTo("It asks for a wider network than it has: %s.".formatted(open("a.other")));
        assertThat(get(RUN, open("a.other"), "a.other")).contains("200");
        assertThat(get(RUN, open("a.other"), "a.test")).contains("403");
        assertThat(get(RUN, "offline", "a.test")).isEqualTo("offline");
    }

    @Test
    void thePackagesAreAFileThatAPersonEdits() throws IOException {
        set(PROJECT.value(), "packages");
        assertThat(get(RUN, "", "a.test")).contains("403");
        var file = home.resolve("packages.txt");
        assertThat(Files.readString(file))
                .contains("registry.npmjs.org", "pypi.org", "repo.maven.apache.org", "crates.io");
        Files.writeString(file, "# mine\nno host at all\n%s # here\n".formatted(open("a.test")));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(get(RUN, "", "a.test")).contains("200");
    }

    @Test
    void aQuotaOfBytesStopsFurtherRequestsOfARunAndItsChildren() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"));
        quota("agent", null, "run", 1_500L);
        assertThat(get(RUN, "", "a.test")).contains("200");
        assertThat(get(RUN, "", "a.test")).doesNotContain("403");
        assertThat(get(RUN, "", "a.test")).contains("403 quota_exceeded");
        assertThat(rows(3).getFirst().reason())
                .contains("The quota of 1,500 bytes of agent pers-parent for one run is used");
        assertThat(server.connections()).isEqualTo(2);
        quota("agent", null, "run", null);
        assertThat(get(RUN, "", "a.test")).contains("200");
    }

    @Test
    void whatWasUsedBeforeAStartCountsAgainstTheDay() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"));
        assertThat(get(RUN, "", "a.test")).contains("200");
        assertThat(rows(1)).hasSize(1);
        quota("project", PROJECT.value(), "day", 500L);
        assertThat(get(RUN, "", "a.test")).contains("403 quota_exceeded");
    }

    private void quota(String scope, @Nullable String subject, String period, @Nullable Long bytes) {
        var principal = new Principal(OrgId.LOCAL, new UserId("user-1"), "Ana", Set.of());
        quotas.set(
                principal,
                Quotas.Scope.valueOf(scope.toUpperCase(Locale.ROOT)),
                subject,
                Quotas.Period.valueOf(period.toUpperCase(Locale.ROOT)),
                bytes);
    }

    @Test
    void aThousandRequestsMakeFewEventsAndAThousandLines() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"));
        try (var way = networks.open(party(RUN), "")) {
            for (var number = 0; number < 1_000; number++) {
                assertThat(get(way, "b.test")).contains("403");
            }
        }
        assertThat(rows(1_000)).hasSize(1_000);
        var events = journal().read(NetworkEvent.REQUESTS, 0, 2_000);
        assertThat(events).hasSizeLessThan(200);
        assertThat(requests.hosts(OrgId.LOCAL, Map.of("verdict", "denied"), 0, 10))
                .singleElement()
                .satisfies(it -> assertThat(it.denied()).isEqualTo(1_000));
    }

    @Test
    void whatWaitsIsWrittenBeforeTheRoomCloses() throws IOException {
        set(PROJECT.value(), "custom", open("a.test"));
        assertThat(get(RUN, "", "b.test")).contains("403");
        log.close();
        assertThat(requests.page(OrgId.LOCAL, Map.of("host", "b.test"), Long.MAX_VALUE, 10))
                .hasSize(1);
    }
}
