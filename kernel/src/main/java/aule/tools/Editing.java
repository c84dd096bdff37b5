package aule.tools;

import aule.kernel.AuleException;
import aule.workspace.Encoded;
import java.util.ArrayList;
import java.util.List;

/** Replacements in one file, made in their order, all of them or none. */
final class Editing {

    private Editing() {}

    static Tool.Result edit(Desk desk, Memory memory, String path, List<Replacement> replacements) {
        if (desk.isFolder(path)) {
            return Tool.Result.failure("'%s' is a folder; name a file in it.".formatted(path));
        }
        if (replacements.stream().anyMatch(it -> it.search().isEmpty())) {
            return Tool.Result.failure("The text to search for is empty; name the text to replace, or use write_file.");
        }
        var size = desk.find(path)
                .orElseThrow(() -> AuleException.notFound("file", path))
                .size();
        if (size > Desk.LARGEST) {
            return Tool.Result.failure(
                    "'%s' has %,d bytes, too many to edit here; use exec (sed).".formatted(path, size));
        }
        memory.unchanged(path);
        return Encoded.of(desk.read(path))
                .map(text -> edit(desk, memory, path, text, replacements))
                .orElseGet(() -> Tool.Result.failure("'%s' is a binary file; it cannot be edited.".formatted(path)));
    }

    private static Tool.Result edit(
            Desk desk, Memory memory, String path, Encoded before, List<Replacement> replacements) {
        var text = before.text();
        var lines = new ArrayList<String>();
        for (var replacement : replacements) {
            switch (replacement.in(path, text)) {
                case Replacement.Outcome.Done done -> {
                    text = done.text();
                    lines.add(done.lines());
                }
                case Replacement.Outcome.Refused refused -> {
                    var which = replacements.size() == 1
                            ? ""
                            : "Edit %d of %d: ".formatted(lines.size() + 1, replacements.size());
                    return Tool.Result.failure(which + refused.sentence());
                }
            }
        }
        var changes = Rewrite.of(desk, path, before, before.with(text)).write(memory);
        return Tool.Result.success("Replaced in %s at %s.".formatted(path, String.join("; ", lines)), changes);
    }
}
