package aule.cli;

import picocli.CommandLine.Command;

/** Prints the bearer token of the local owner, for scripts. */
@Command(name = "token", description = "Prints the bearer token of the local owner, for scripts.")
final class TokenCommand extends KernelCommand {

    TokenCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        terminal.out().println(home().token());
        return 0;
    }
}
