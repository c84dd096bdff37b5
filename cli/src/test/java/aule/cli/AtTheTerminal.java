package aule.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client at a terminal, and a kernel on a real socket that answers what a test says. */
@Timeout(60)
abstract class AtTheTerminal {

    @TempDir
    Path home;

    LoopbackKernel kernel;
    Screen screen;

    @BeforeEach
    final void start() {
        kernel = new LoopbackKernel(home);
        screen = new Screen(home);
    }

    @AfterEach
    final void stop() {
        kernel.close();
    }
}
