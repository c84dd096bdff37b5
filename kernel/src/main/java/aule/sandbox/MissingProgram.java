package aule.sandbox;

import java.util.regex.Pattern;

/** Turns the wrappers' various words for a program that cannot be run into the shell's exit codes and one sentence. */
final class MissingProgram {

    private static final Pattern SAID = Pattern.compile(
            "(?:bwrap: execvp|(?:setpriv|setsid|prlimit): failed to execute) (.*): "
                    + "(No such file or directory|Permission denied)\n",
            Pattern.DOTALL);

    private MissingProgram() {}

    static Sandbox.Outcome told(Sandbox.Outcome outcome) {
        var said = SAID.matcher(outcome.stderr());
        if (outcome.exitCode() == 0 || !outcome.stdout().isEmpty() || !said.matches()) {
            return outcome;
        }
        var absent = said.group(2).startsWith("No such");
        var sentence = "The program '%s' %s.\n"
                .formatted(said.group(1), absent ? "was not found in the sandbox" : "may not be executed");
        return new Sandbox.Outcome(
                absent ? 127 : 126, "", sentence, outcome.truncated(), outcome.limit(), outcome.took());
    }
}
