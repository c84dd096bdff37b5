package aule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Kills a kernel with SIGKILL 20 to 500 ms after it is ready, over and over on one home, while agents work, others wait
 * and people speak to it; then lets everything end and compares what it says with what happened outside. The arguments
 * are the number of kills, of agents at work and of runs that wait, and what chance begins with.
 */
public final class CrashBench {

    private static final int TOLD = 25;

    private CrashBench() {}

    public static void main(String[] args) throws IOException {
        var kills = argument(args, 0, 500);
        var size = new Crashes.Size(argument(args, 1, 50), argument(args, 2, 50));
        var folder = Files.createTempDirectory("crash-bench");
        var packed = new Packed(folder.resolve("packed"));
        var out = System.out;
        out.println("home " + folder.resolve("home"));
        try (var crashes = new Crashes(folder.resolve("home"), size, argument(args, 3, 1))) {
            crashes.begin(packed.recording());
            for (var life = 1; life <= kills; life++) {
                crashes.kill(packed.cached());
                if (life % TOLD == 0) {
                    out.printf(
                            "%d kills: ready after %s, processor time %s%n",
                            life, figures(crashes.readyAfterMs()), figures(crashes.readyWithCpuMs()));
                }
            }
            var verdict = crashes.end(packed.cached());
            out.printf(
                    "%d runs acknowledged, %d effects, %d of them asked for again under their key, %d calls in doubt, %d decisions acknowledged%n",
                    verdict.runs(), verdict.effects(), verdict.repeated(), verdict.doubts(), verdict.decisions());
            out.printf("%d wrong%n", verdict.wrongs().size());
            verdict.wrongs().forEach(out::println);
        }
    }

    private static String figures(List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        return "p50 %d ms, p95 %d ms, at most %d ms"
                .formatted(sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 95 / 100), sorted.getLast());
    }

    private static int argument(String[] args, int place, int otherwise) {
        return args.length > place ? Integer.parseInt(args[place]) : otherwise;
    }
}
