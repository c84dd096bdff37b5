package aule.boot;

import aule.kernel.AuleException;
import aule.kernel.SystemClock;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Starts the operating system on this machine.
 *
 * <p>{@code --home DIR} (default {@code ~/.aule}), {@code --port N} (8080), {@code --host ADDRESS} (127.0.0.1),
 * {@code --desktop DIR}. {@code --train} starts on any free port, answers a few requests to itself and stops, which is
 * what an AOT cache is recorded from.
 */
final class Main {

    private Main() {}

    static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        var out = System.out;
        try {
            if (words.contains("--train")) {
                train(settings(words, 0));
            } else {
                serve(settings(words, Integer.parseInt(option(words, "--port").orElse("8080"))), out);
            }
        } catch (AuleException failure) {
            System.err.println(failure.sentence());
            Runtime.getRuntime().exit(1);
        }
    }

    private static void serve(Settings settings, PrintStream out) throws InterruptedException {
        var began = ProcessHandle.current().info().startInstant().orElseGet(SystemClock.UTC::instant);
        var aule = Aule.boot(settings, new Aule.World(SystemClock.UTC, UnaryOperator.identity()));
        Runtime.getRuntime().addShutdownHook(new Thread(aule::close));
        aule.banner(settings, began, SystemClock.UTC.instant()).forEach(out::println);
        aule.awaitStop();
        Runtime.getRuntime().exit(0);
    }

    private static void train(Settings settings) throws InterruptedException {
        try (var aule = Aule.boot(settings, new Aule.World(SystemClock.UTC, UnaryOperator.identity()))) {
            new Training(aule.port(), settings.home()).run();
        }
    }

    private static Settings settings(List<String> words, int port) {
        var home = option(words, "--home")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".aule"));
        var desktop = option(words, "--desktop").map(Path::of).filter(Files::isDirectory);
        return new Settings(
                home.toAbsolutePath().normalize(),
                option(words, "--host").orElse("127.0.0.1"),
                port,
                desktop.map(Path::toAbsolutePath),
                System.getenv());
    }

    private static Optional<String> option(List<String> words, String name) {
        var place = words.indexOf(name);
        return place < 0 || place + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(place + 1));
    }
}
