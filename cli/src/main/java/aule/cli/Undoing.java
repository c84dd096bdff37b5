package aule.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows exactly what an undo would change, asks, and does that and nothing else. */
final class Undoing {

    private final Terminal terminal;
    private final Kernel kernel;
    private final String path;
    private final ObjectNode wish;

    /** @param wish what the kernel is asked for at the path */
    Undoing(Terminal terminal, Kernel kernel, String path, ObjectNode wish) {
        this.terminal = terminal;
        this.kernel = kernel;
        this.path = path;
        this.wish = wish;
    }

    /** @param yes whether nobody is asked */
    int carryOut(boolean previewOnly, boolean yes) {
        JsonNode plan = kernel.post(path, wish.deepCopy().put("preview", true), Upload.PATIENCE);
        show(plan);
        if (previewOnly || plan.path("changed").asInt(0) == 0) {
            return 0;
        }
        if (!yes && !agreed()) {
            terminal.err().println("Nothing was changed.");
            return Refusal.FAILED;
        }
        JsonNode done = kernel.post(path, wish.deepCopy().put("token", Json.text(plan, "token")), Upload.PATIENCE);
        JsonNode undo = done.path("undo");
        terminal.out()
                .println(Json.text(undo, "id") + " changed "
                        + count(undo.path("changed").asInt(0)) + "; `./aule redo` takes it back.");
        return 0;
    }

    private boolean agreed() {
        if (!terminal.asks()) {
            throw Refusal.badUsage("Nobody can be asked here; give --yes, or --preview to look only.");
        }
        terminal.err().print("Change this? [y]es [n]o: ");
        terminal.err().flush();
        try {
            String line = terminal.in().readLine();
            return line != null && line.strip().toLowerCase(Locale.ROOT).startsWith("y");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(JsonNode plan) {
        Patches patches = new Patches(terminal.outPaint());
        Paint paint = terminal.outPaint();
        for (JsonNode item : plan.path("items")) {
            if (item.path("change").isObject()) {
                terminal.out().println(patches.inFull(item.path("change")));
            }
            String note = note(item);
            if (!note.isEmpty()) {
                terminal.out().println(paint.yellow("!  " + Visible.line(Json.text(item, "path"), 400) + ": " + note));
            }
        }
        int more = plan.path("total").asInt(0) - plan.path("count").asInt(0);
        if (more > 0) {
            terminal.out().println(paint.dim("and " + count(more) + " more"));
        }
        plan.path("outside")
                .forEach(it -> terminal.out()
                        .println(paint.red("✗  cannot be undone: " + Visible.line(Json.text(it, "tool"), 60) + " "
                                + Visible.line(Json.text(it, "what"), 200))));
        terminal.err()
                .println(count(plan.path("changed").asInt(0)) + " would change, "
                        + plan.path("kept").asInt(0) + " stay, "
                        + plan.path("conflicts").asInt(0)
                        + " changed again since.");
    }

    private static String note(JsonNode item) {
        return switch (Json.text(item, "choice") + Json.text(item, "reason")) {
            case "mine" -> "changed again since; it stays (--old makes it what it was)";
            case "old" -> "changed again since; that change is lost";
            case "merge" -> "changed again since; both changes are kept apart and only the earlier one goes";
            case "not_kept" -> "stays, because it could not be kept";
            case "not_empty" -> "stays, because something that came later is in it";
            case "blocked" -> "stays away, because something else is in its place";
            default -> "";
        };
    }

    private static String count(int files) {
        return files + (files == 1 ? " path" : " paths");
    }
}
