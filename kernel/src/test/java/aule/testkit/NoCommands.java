package aule.testkit;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.sandbox.Sandbox;

/** A rung that says what a test wants it to be, and starts nothing. */
public record NoCommands(Rung rung) implements Sandbox {

    public static NoCommands isolating() {
        return new NoCommands(new Rung(1, "bwrap", true, "Walls for a test."));
    }

    public static NoCommands open() {
        return new NoCommands(new Rung(4, "rlimits", false, "No walls for a test."));
    }

    @Override
    public Running start(Command command) {
        throw new AuleException(ErrorCode.UNAVAILABLE, "No command runs in this test.");
    }
}
