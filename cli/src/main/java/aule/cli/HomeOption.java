package aule.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that every command has: which home it is about. */
final class HomeOption {

    private final Map<String, String> environment;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The home to work on; AULE_HOME or ~/.aule when it is not given.")
    @Nullable
    Path folder;

    HomeOption(Map<String, String> environment) {
        this.environment = environment;
    }

    Home home() {
        if (folder != null) {
            return new Home(folder.toAbsolutePath().normalize());
        }
        String named = environment.getOrDefault("AULE_HOME", "");
        Path path = named.isEmpty() ? Path.of(System.getProperty("user.home"), ".aule") : Path.of(named);
        return new Home(path.toAbsolutePath().normalize());
    }
}
