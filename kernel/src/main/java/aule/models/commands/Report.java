package aule.models.commands;

import java.util.List;
import java.util.Set;

/** The final words about steps that were done. */
final class Report {

    private static final Set<String> SHOWN = Set.of("read_file", "list_dir", "exec", "ask_user");

    private final Wording wording;
    private final List<Command> commands;
    private final Progress progress;

    Report(Wording wording, List<Command> commands, Progress progress) {
        this.wording = wording;
        this.commands = commands;
        this.progress = progress;
    }

    /** What was done, with what the commands said word for word. */
    String success() {
        return done(commands.size());
    }

    /** What was done, what failed and with which output, and what was not tried. */
    String failure(int step) {
        var failed = wording.failed(step + 1, commands.size(), commands.get(step));
        var text = new StringBuilder(step == 0 ? "" : done(step) + "\n\n").append(failed);
        var output = progress.results().get(step).output().stripTrailing();
        text.append(output.isEmpty() ? "" : "\n\n" + output);
        var rest = commands.subList(step + 1, commands.size());
        return text.append(rest.isEmpty() ? "" : "\n\n" + wording.notTried(rest))
                .toString();
    }

    private String done(int steps) {
        var text = new StringBuilder();
        for (var at = 0; at < steps; at++) {
            var command = commands.get(at);
            var output = SHOWN.contains(command.tool())
                    ? progress.results().get(at).output().stripTrailing()
                    : "";
            var said = wording.done(command);
            text.append(text.isEmpty() ? "" : "\n");
            text.append(output.isEmpty() ? said.replaceFirst(":$", ".") : said + "\n\n" + output + "\n");
        }
        return text.toString().strip();
    }
}
