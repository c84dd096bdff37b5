package aule.workspace;

import aule.kernel.ProjectId;
import aule.kernel.SystemClock;
import aule.testkit.CountingIds;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;

/** A process that changes a workspace and keeps it until it is killed, and says the hash of each state that is kept. */
final class EndlessCheckpoints {

    private EndlessCheckpoints() {}

    public static void main(String[] arguments) throws IOException {
        var home = Path.of(arguments[0]);
        var root = Files.createDirectories(home.resolve("root"));
        var camera =
                new Camera(Shadows.open(home, home, new CountingIds()), Checkpoints.Limits.DEFAULT, SystemClock.UTC);
        var store = ObjectStore.open(home.resolve("store"), "ab");
        var workspace = new Workspace(new ProjectId("proj-1"), root, Beneath.of(root, OptionalInt.empty()));
        for (int round = 0; ; round++) {
            for (int file = 0; file < 5; file++) {
                Files.writeString(
                        root.resolve("f" + (round + file) % 50),
                        "%d of %s\n"
                                .formatted(round, ProcessHandle.current().pid())
                                .repeat(5_000));
            }
            System.out.println(camera.take(workspace, store).id().name());
        }
    }

    static Process start(Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessCheckpoints.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Which of the states are not there as a whole. */
    static List<String> lost(Path home, List<String> states) throws IOException {
        var store = ObjectStore.open(home.resolve("store"), "ab");
        var lost = new ArrayList<String>();
        for (var state : states) {
            try {
                for (var file : Differences.between(
                        store,
                        null,
                        KeptState.read(store, ObjectId.fromString(state)).files())) {
                    store.read(Objects.requireNonNull(file.after()).object(), 1 << 20);
                }
            } catch (IOException e) {
                lost.add(state + " " + e.getMessage());
            }
        }
        return lost;
    }
}
