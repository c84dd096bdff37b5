package aule.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What all commands share: a terminal, a home and the way to its kernel. */
abstract class KernelCommand implements Callable<Integer> {

    final Terminal terminal;

    @Mixin
    final HomeOption homeOption;

    KernelCommand(Terminal terminal) {
        this.terminal = terminal;
        this.homeOption = new HomeOption(terminal.environment());
    }

    Home home() {
        return homeOption.home();
    }

    Kernel kernel() {
        return Kernel.on(home());
    }
}
