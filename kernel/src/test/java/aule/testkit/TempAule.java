package aule.testkit;

import aule.boot.Aule;
import aule.boot.Settings;
import aule.kernel.SystemClock;
import aule.models.Models;
import aule.store.Address;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A whole operating system in a temporary folder on a port of its own. */
public final class TempAule extends RunningAule {

    private final Aule aule;

    /** With the built-in model only. */
    public TempAule(Path home) {
        this(home, UnaryOperator.identity(), Map.of());
    }

    public TempAule(Path home, UnaryOperator<Models> models, Map<String, String> environment) {
        this(home, environment, new Aule.World(SystemClock.UTC, models));
    }

    public TempAule(Path home, Map<String, String> environment, Aule.World world) {
        this(new Settings(home, "127.0.0.1", 0, Optional.empty(), environment), world);
    }

    /** One kernel of several on a database, which share the projects in {@code data}. */
    public TempAule(Path home, Path data, Address store, UnaryOperator<Models> models) {
        this(
                new Settings(home, data, store, "127.0.0.1", 0, Optional.empty(), Map.of()),
                new Aule.World(SystemClock.UTC, models));
    }

    private TempAule(Settings settings, Aule.World world) {
        super(settings.home());
        this.aule = Aule.boot(settings, world);
    }

    @Override
    int port() {
        return aule.port();
    }

    @Override
    public void close() {
        super.close();
        aule.close();
    }
}
