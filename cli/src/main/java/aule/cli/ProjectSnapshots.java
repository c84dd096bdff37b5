package aule.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A project's files as they were, kept by name. */
record ProjectSnapshots(Terminal terminal, Kernel kernel, String project) {

    private static final int NAME_LENGTH = 60;
    private static final double MEGABYTE = 1_000_000;

    void list(boolean json) {
        Naming snapshots = all();
        JsonNode keeping = kernel.get(project + "/keeping");
        if (json) {
            terminal.out().println(Json.pretty(snapshots.tree("snapshots").set("keeping", keeping)));
            return;
        }
        Columns columns = new Columns();
        columns.row("SNAPSHOT", "MADE", "FILES", "NAME");
        snapshots
                .all()
                .forEach(it -> columns.row(
                        Json.text(it, "id"),
                        Json.text(it, "made_at"),
                        Long.toString(it.path("files").asLong(0)),
                        Visible.line(Json.text(it, "name"), NAME_LENGTH)));
        columns.lines().forEach(terminal.out()::println);
        terminal.err()
                .println(String.format(
                        Locale.ROOT,
                        "%d checkpoints take %.1f MB of %.0f MB; those without a name go after %d days.",
                        keeping.path("checkpoints").asInt(0),
                        keeping.path("bytes").asLong(0) / MEGABYTE,
                        keeping.path("most_bytes").asLong(0) / MEGABYTE,
                        keeping.path("most_days").asInt(0)));
    }

    void keep(String name) {
        JsonNode made = kernel.post(project + "/snapshots", Json.object().put("name", name), Upload.PATIENCE);
        terminal.out()
                .println("The snapshot " + Json.text(made, "id") + " keeps "
                        + made.path("files").asLong(0) + " files.");
    }

    void delete(String typed) {
        String id = resolve(typed);
        kernel.delete(project + "/snapshots/" + PathPart.of(id));
        terminal.out().println("The snapshot " + id + " is kept no longer.");
    }

    int restore(String typed, boolean preview, boolean yes) {
        ObjectNode wish = Json.object().put("checkpoint_id", resolve(typed));
        return new Undoing(terminal, kernel, project + "/undo", wish).carryOut(preview, yes);
    }

    /** The kernel lists the newest first. */
    private String resolve(String typed) {
        Naming all = all();
        return typed.equals("last") && !all.all().isEmpty()
                ? Json.text(all.all().getFirst(), "id")
                : all.resolve(typed);
    }

    private Naming all() {
        return Naming.of(kernel, project + "/snapshots", "snapshot", "snapshots");
    }
}
