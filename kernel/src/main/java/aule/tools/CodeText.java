package aule.tools;

import aule.kernel.FileChange;
import java.util.List;
import java.util.Objects;

/**
 * What a model is told of a piece of code.
 *
 * @param fresh whether an interpreter had to begin anew, so that variables are gone
 */
record CodeText(Language language, Printed printed, boolean fresh) {

    /** The end of an interpreter that was never there. */
    static final String MISSING = "missing";

    /** @param late seconds after which it was interrupted; 0 if it was not */
    Tool.Result result(CodeSession.Answer answer, int late, List<FileChange> changes) {
        var text = new StringBuilder(headline(late));
        part(text, printed.text());
        if (answer.value() != null) {
            part(text, answer.value());
        }
        for (var table : Objects.requireNonNullElse(answer.tables(), List.<CodeSession.Table>of())) {
            part(text, "[table of %d rows, %d columns]\n%s".formatted(table.rows(), table.columns(), table.csv()));
        }
        for (var file : Objects.requireNonNullElse(answer.files(), List.<String>of())) {
            part(text, "[picture %s]".formatted(file));
        }
        part(text, Objects.requireNonNullElse(answer.error(), ""));
        var exit = answer.exitCode();
        if (exit != null && exit != 0) {
            part(text, "Exit code %d.".formatted(exit));
        }
        var good = late == 0 && !Boolean.FALSE.equals(answer.ok()) && (exit == null || exit == 0);
        var told = text.isEmpty() ? "(No output.)" : text.toString();
        return good
                ? new Tool.Result.Success(told, changes, exit, printed.truncated())
                : new Tool.Result.Failure(RunCode.failed(late > 0).wire(), told, changes, exit, printed.truncated());
    }

    /** The interpreter ended before the code did. */
    Tool.Result lost(String reason, int late, List<FileChange> changes) {
        if (reason.equals(MISSING)) {
            return Tool.Result.failure(
                    "'%s' is not installed on this machine; a person can install it with 'apt-get install %s'."
                            .formatted(language.program(), language.pack()));
        }
        var text = new StringBuilder(
                late > 0
                        ? "It did not end within %d seconds and could not be interrupted, so the session was ended; variables are gone."
                                .formatted(late)
                        : "The session ended (%s); the next call begins a new one without the variables."
                                .formatted(reason));
        part(text, printed.text());
        return new Tool.Result.Failure(
                RunCode.failed(late > 0).wire(), text.toString(), changes, null, printed.truncated());
    }

    private String headline(int late) {
        var text = new StringBuilder(fresh ? "(A new session: earlier variables are gone.)" : "");
        if (late > 0) {
            part(text, "Interrupted after %d seconds; variables are kept.".formatted(late));
        }
        return text.toString();
    }

    private static void part(StringBuilder text, String more) {
        if (!more.isEmpty()) {
            var broken = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            text.append(broken ? "" : "\n").append(more);
        }
    }
}
