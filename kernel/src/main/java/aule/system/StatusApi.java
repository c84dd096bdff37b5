package aule.system;

import aule.api.Answer;
import aule.api.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Answers what the kernel is doing, and stops it. */
final class StatusApi {

    record Status(
            String version,
            Instant startedAt,
            long uptimeMs,
            boolean ready,
            String home,
            String store,
            String node,
            List<Vitals.RoomState> rooms,
            Vitals.Isolation isolation,
            String defaultModel,
            Workload.Runs runs,
            Workload.Tokens tokensToday,
            long toolCallsToday,
            Memory memory,
            List<Vitals.Cache> caches,
            int port) {}

    record Ladder(List<Vitals.Rung> rungs, int count) {}

    private final Installation installation;
    private final Vitals vitals;
    private final Workload workload;
    private final Runnable stop;
    private final InstantSource clock;

    StatusApi(Installation installation, Vitals vitals, Workload workload, Runnable stop, InstantSource clock) {
        this.installation = installation;
        this.vitals = vitals;
        this.workload = workload;
        this.stop = stop;
        this.clock = clock;
    }

    Answer status(Call call) {
        var org = call.principal().org();
        return Answer.ok(new Status(
                installation.version(),
                installation.startedAt(),
                Duration.between(installation.startedAt(), clock.instant()).toMillis(),
                vitals.ready(),
                installation.home().toString(),
                installation.store(),
                installation.node(),
                vitals.rooms(),
                vitals.isolation(),
                vitals.defaultModel(),
                workload.runs(org),
                workload.tokensToday(org),
                workload.toolCallsToday(org),
                Memory.now(),
                vitals.caches(),
                vitals.port()));
    }

    Answer isolation(Call call) {
        var rungs = vitals.rungs();
        return Answer.ok(new Ladder(rungs, rungs.size()));
    }

    /** The answer leaves while another thread begins to stop; whoever closes the port lets answers finish first. */
    Answer stop(Call call) {
        Thread.ofPlatform().name("aule-stop").start(stop);
        return Answer.accepted("/v1/system/status", Map.of("status", "stopping"));
    }
}
