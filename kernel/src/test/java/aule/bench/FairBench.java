package aule.bench;

import aule.agents.Goal;
import aule.dispatch.Limits;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.UserId;
import aule.testkit.AgentsHome;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How long a light user's runs take, one after the other, alone and while another has many queued: with a model that
 * takes a while, and as many slots an owner as the second argument says. The first is the number of the heavy user's
 * runs, the third of the light user's.
 */
public final class FairBench {

    private static final Duration THINKING = Duration.ofMillis(200);
    private static final Principal LIGHT = person("user-light");
    private static final Principal HEAVY = person("user-heavy");

    private FairBench() {}

    public static void main(String[] args) throws IOException {
        var queued = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        var perOwner = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        var rounds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        try (var home = AgentsHome.open(Files.createTempDirectory("fair-bench"), new BenchModel(THINKING))) {
            home.limits(new Limits(64, perOwner));
            light(home, 5); // warm up
            var alone = light(home, rounds);
            IntStream.range(0, queued).forEach(_ -> home.agents().runs().start(HEAVY, Goal.of("heavy")));
            var beside = light(home, rounds);
            System.out.printf(
                    "a run of a light user: p95 %d ms alone, %d ms beside %d runs of another, %d of them at once: %+.0f %%%n",
                    alone, beside, queued, perOwner, 100.0 * (beside - alone) / alone);
        }
    }

    private static Principal person(String id) {
        return new Principal(OrgId.LOCAL, new UserId(id), id, Set.of());
    }

    /** The 95th percentile of so many runs, in milliseconds. */
    private static long light(AgentsHome home, int rounds) {
        var millis = IntStream.range(0, rounds)
                .mapToLong(_ -> {
                    var began = System.nanoTime();
                    home.ended(home.agents().runs().start(LIGHT, Goal.of("light")));
                    return (System.nanoTime() - began) / 1_000_000;
                })
                .sorted()
                .toArray();
        return millis[rounds * 95 / 100];
    }
}
