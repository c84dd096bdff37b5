package aule.system;

import aule.access.AccessRoom;
import aule.api.Operations;
import aule.api.Servers;
import aule.gateway.Gateway;
import aule.gateway.GatewayRoom;
import aule.journal.JournalRoom;
import aule.kernel.OrgId;
import aule.store.Database;
import aule.testkit.CountingIds;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import aule.vault.VaultRoom;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The room behind a real door, with a house and work that are made up. */
abstract class WithSystem {

    static final String KEY = "sk-very-secret-1234";

    @TempDir
    Path home;

    final FixedClock clock = new FixedClock();
    final List<Settings> heard = new ArrayList<>();
    final CountDownLatch stopped = new CountDownLatch(1);
    Database database;
    JournalRoom journal;
    SystemRoom system;
    GatewayRoom gateway;

    @BeforeEach
    void open() {
        database = TempDatabase.open(home, "journal", "access", "vault", "system", "gateway");
        var ids = new CountingIds();
        journal = JournalRoom.open(database, clock, ids);
        var access = AccessRoom.open(database, home, clock);
        var vault = VaultRoom.open(database, home, Optional.empty(), clock).vault();
        system = SystemRoom.open(database, vault, journal.journal(), clock, Settings.DEFAULT);
        system.settings().onChange((_, now) -> heard.add(now));
        gateway = GatewayRoom.open(
                Gateway.Settings.local(0, "1"),
                new GatewayRoom.Behind(
                        access.access(),
                        journal.journal(),
                        database,
                        (_, _) -> Optional.empty(),
                        Servers.NONE,
                        () -> true,
                        clock,
                        ids),
                List.of(operations()));
        clock.advance(Duration.ofMinutes(1));
    }

    Operations operations() {
        return system.operations(
                new Installation("1", home, "sqlite:aule.db", "local", FixedClock.NOON),
                new House(),
                new Work(),
                (kind, provider, key) ->
                        new ProviderCheck.Outcome(key.isPresent(), kind + "-model", "Asked " + provider.url()),
                stopped::countDown);
    }

    @AfterEach
    void close() {
        gateway.close();
        journal.close();
        database.close();
    }

    final class House implements Vitals {

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public int port() {
            return gateway.gateway().port();
        }

        @Override
        public List<RoomState> rooms() {
            return List.of(new RoomState("journal", "ready"));
        }

        @Override
        public Isolation isolation() {
            return new Isolation(1, "bwrap", true, "Commands see the workspace only.");
        }

        @Override
        public List<Rung> rungs() {
            return List.of(new Rung(1, "bwrap", true, true, true, "Commands see the workspace only.", ""));
        }

        @Override
        public String defaultModel() {
            return "builtin/commands";
        }

        @Override
        public List<Cache> caches() {
            return List.of(new Cache("talks", 3, 64, 9, 1));
        }
    }

    static final class Work implements Workload {

        @Override
        public Runs runs(OrgId org) {
            return new Runs(1, 2, 3, 4, 5);
        }

        @Override
        public Tokens tokensToday(OrgId org) {
            return new Tokens(6, 7);
        }

        @Override
        public long toolCallsToday(OrgId org) {
            return 8;
        }
    }

    HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s"
                                    .formatted(gateway.gateway().port(), path)))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Files.readString(home.resolve("owner.token"))
                                                    .strip())
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
