package aule.bench;

import aule.testkit.TempAule;
import java.io.IOException;
import java.nio.file.Files;

/** How long a whole kernel takes to open on a fresh folder; the argument is the number of rounds. */
public final class BootBench {

    private BootBench() {}

    public static void main(String[] args) throws IOException {
        var rounds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        var out = System.out;
        for (var round = 1; round <= rounds; round++) {
            var began = System.nanoTime();
            try (var _ = new TempAule(Files.createTempDirectory("boot-bench"))) {
                out.printf("boot %d: %d ms%n", round, (System.nanoTime() - began) / 1_000_000);
            }
        }
    }
}
