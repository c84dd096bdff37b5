package aule.boot;

import aule.kernel.AuleException;
import aule.kernel.SystemClock;
import aule.store.Address;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Starts the operating system on this machine.
 *
 * <p>{@code --home DIR} (default {@code ~/.aule}), {@code --port N} (8080), {@code --host ADDRESS} (127.0.0.1),
 * {@code --desktop DIR}, {@code --store ADDRESS} (or {@code AULE_STORE}; files in the home), {@code --data DIR} (or
 * {@code AULE_DATA}; the home). {@code --train} starts on any free port, answers a few requests to itself and stops, which is
 * what an AOT cache is recorded from.
 */
final class Main {

    private Main() {}

    static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        var out = System.out;
        try {
            if (words.contains("--train")) {
                train(rehearsal(words));
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
        var home = home(words);
        var environment = System.getenv();
        var store = option(words, "--store").or(() -> given(environment, "AULE_STORE"));
        var data = option(words, "--data").or(() -> given(environment, "AULE_DATA"));
        return new Settings(
                home,
                data.map(it -> Path.of(it).toAbsolutePath().normalize()).orElse(home),
                store.map(it -> Address.of(it, environment)).orElseGet(() -> new Address.Files(home)),
                option(words, "--host").orElse("127.0.0.1"),
                port,
                desktop(words),
                withoutLogin(environment));
    }

    /** Leaves everything outside its home alone, whatever database the environment names. */
    private static Settings rehearsal(List<String> words) {
        return new Settings(home(words), "127.0.0.1", 0, desktop(words), withoutLogin(System.getenv()));
    }

    private static Path home(List<String> words) {
        return option(words, "--home")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".aule"))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<Path> desktop(List<String> words) {
        return option(words, "--desktop")
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(Path::toAbsolutePath);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
    }

    /** Nobody but the store needs to know how the database is entered. */
    private static Map<String, String> withoutLogin(Map<String, String> environment) {
        var others = new HashMap<>(environment);
        others.keySet().removeAll(Set.of("AULE_STORE", "PGPASSWORD"));
        return others;
    }

    private static Optional<String> option(List<String> words, String name) {
        var place = words.indexOf(name);
        return place < 0 || place + 1 >= words.size() ? Optional.empty() : Optional.of(words.get(place + 1));
    }
}
