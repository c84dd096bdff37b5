package aule.boot;

import aule.models.Models;
import aule.sandbox.Ladder;
import aule.store.Membership;
import aule.system.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What the assembled house can say of itself. */
final class Vital implements Vitals {

    private static final List<String> ROOMS = List.of(
            "store",
            "journal",
            "dispatch",
            "vault",
            "sandbox",
            "access",
            "models",
            "workspace",
            "system",
            "budget",
            "network",
            "policy",
            "processes",
            "web",
            "tools",
            "agents",
            "gateway");

    private final BooleanSupplier ready;
    private final Ladder ladder;
    private final Models models;
    private final Supplier<List<Cache>> caches;
    private final Membership membership;
    private final Supplier<String> trouble;
    private final AtomicInteger port = new AtomicInteger();

    Vital(
            BooleanSupplier ready,
            Ladder ladder,
            Models models,
            Supplier<List<Cache>> caches,
            Membership membership,
            Supplier<String> trouble) {
        this.ready = ready;
        this.ladder = ladder;
        this.models = models;
        this.caches = caches;
        this.membership = membership;
        this.trouble = trouble;
    }

    void port(int open) {
        port.set(open);
    }

    @Override
    public boolean ready() {
        return ready.getAsBoolean();
    }

    @Override
    public int port() {
        return port.get();
    }

    @Override
    public List<RoomState> rooms() {
        var state = ready() ? "ready" : "opening";
        return ROOMS.stream()
                .map(name -> new RoomState(name, name.equals("store") ? storing(state) : state))
                .toList();
    }

    private String storing(String otherwise) {
        var behind = trouble.get();
        return behind.isEmpty() ? otherwise : "takes no writes: " + behind;
    }

    @Override
    public Isolation isolation() {
        var rung = ladder.strongest().rung();
        return new Isolation(rung.level(), rung.name(), rung.isolates(), rung.detail());
    }

    @Override
    public List<Rung> rungs() {
        var inForce = ladder.strongest().rung();
        return ladder.tried().stream()
                .map(it -> new Rung(
                        it.rung().level(),
                        it.rung().name(),
                        it.rung().isolates(),
                        it.works(),
                        it.rung().equals(inForce),
                        it.reason(),
                        it.remedy()))
                .toList();
    }

    @Override
    public String defaultModel() {
        return models.defaultModel();
    }

    @Override
    public List<Cache> caches() {
        return caches.get();
    }

    /** One line a room, and a last one that says where the desktop is. */
    List<String> banner(Settings settings, int open, String version, long millis) {
        var lines = new ArrayList<String>();
        lines.add("Aule " + version);
        for (var room : ROOMS) {
            lines.add(
                    "  %-10s ready   %s".formatted(room, detail(room, settings)).stripTrailing());
        }
        lines.add("Ready after %d ms at http://localhost:%d, home %s".formatted(millis, open, settings.home()));
        return lines;
    }

    private String detail(String room, Settings settings) {
        return switch (room) {
            case "store" -> settings.store().shown() + ", " + role();
            case "workspace" -> settings.data().resolve("projects").toString();
            case "network" -> settings.data().resolve("packages.txt").toString();
            case "policy" -> settings.data().resolve("policy.yaml").toString();
            case "models" -> defaultModel();
            case "gateway" -> "port " + port();
            default -> "";
        };
    }

    private String role() {
        return membership.alone() ? "alone" : "shared, as " + membership.node();
    }
}
