package aule.policy;

import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.ToolName;
import aule.rules.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is about to happen, in the words that rules use.
 *
 * @param effect {@code read}, {@code write} or {@code external}
 * @param arguments plain values of the call's JSON
 * @param paths the paths it names, relative to the workspace, and absolute outside it
 * @param files how many files it would remove
 * @param outside whether a path leaves the workspace
 * @param closed whether a path leads where no agent may go
 * @param command the shell command it runs, empty if none
 * @param isolated whether commands see neither the host's files nor its network
 * @param rung the rung of the isolation ladder, from 1
 * @param wider why its network needs a person's yes, as a sentence; empty if it does not
 */
public record Action(
        ToolName tool,
        String effect,
        Map<String, Object> arguments,
        List<String> paths,
        int files,
        boolean outside,
        boolean closed,
        String command,
        boolean isolated,
        int rung,
        PersonaId persona,
        ProjectId project,
        String wider) {

    static final Map<String, Kind> VOCABULARY = Map.ofEntries(
            Map.entry("tool", Kind.TEXT),
            Map.entry("effect", Kind.TEXT),
            Map.entry("args", Kind.OBJECT),
            Map.entry("paths", Kind.TEXTS),
            Map.entry("files", Kind.NUMBER),
            Map.entry("outside", Kind.TRUTH),
            Map.entry("closed", Kind.TRUTH),
            Map.entry("command", Kind.TEXT),
            Map.entry("dangers", Kind.TEXTS),
            Map.entry("isolated", Kind.TRUTH),
            Map.entry("rung", Kind.NUMBER),
            Map.entry("persona", Kind.TEXT),
            Map.entry("project", Kind.TEXT));

    public Action {
        paths = List.copyOf(paths);
    }

    /** With no more network than there is. */
    public Action(
            ToolName tool,
            String effect,
            Map<String, Object> arguments,
            List<String> paths,
            int files,
            boolean outside,
            boolean closed,
            String command,
            boolean isolated,
            int rung,
            PersonaId persona,
            ProjectId project) {
        this(tool, effect, arguments, paths, files, outside, closed, command, isolated, rung, persona, project, "");
    }

    /** What conditions read, under the names of the vocabulary. */
    Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        values.put("tool", tool.value());
        values.put("effect", effect);
        values.put("args", arguments);
        values.put("paths", paths);
        values.put("files", (long) files);
        values.put("outside", outside);
        values.put("closed", closed);
        values.put("command", command);
        values.put("dangers", command.isBlank() ? List.of() : Dangers.of(command));
        values.put("isolated", isolated);
        values.put("rung", (long) rung);
        values.put("persona", persona.value());
        values.put("project", project.value());
        return values;
    }
}
