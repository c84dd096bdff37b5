package aule.gateway;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The contracts as a page for people: one section for each room, one card for each operation. */
final class DocsPage {

    private final JsonNode document;

    private DocsPage(JsonNode document) {
        this.document = document;
    }

    static String of(JsonNode document, String version) {
        var page = new DocsPage(document);
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Aule API</title>
            <style>%s</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the operations</a>
            <nav aria-label="Rooms">
            <p class="brand">Aule <span>API %s</span></p>
            %s
            </nav>
            <main id="main">
            <h1>The Aule API</h1>
            <p class="lead">Everything the desktop does goes through these operations. A program sends its token as
            <code>Authorization: Bearer …</code>; <code>aule token</code> prints the owner’s. Failures are
            <code>application/problem+json</code> with a <code>code</code> to switch on. The same text for machines is
            <a href="/v1/openapi.json">openapi.json</a>.</p>
            %s
            </main>
            </body>
            </html>
            """.formatted(DocsStyle.CSS, escape(version), page.navigation(), page.rooms());
    }

    private String navigation() {
        return each(document.path("tags"), tag -> {
            var room = text(tag, "name");
            var links = operations(
                    room,
                    (_, path, it) -> "<li><a href=\"#%s\" title=\"%s\">%s</a></li>"
                            .formatted(text(it, "operationId"), path, text(it, "summary")));
            return "<details open><summary>%s</summary><ul>%s</ul></details>".formatted(title(room), links);
        });
    }

    private String rooms() {
        return each(document.path("tags"), tag -> {
            var room = text(tag, "name");
            return "<section aria-labelledby=\"room-%s\"><h2 id=\"room-%s\">%s</h2><p>%s</p>%s</section>"
                    .formatted(room, room, title(room), prose(tag, "description"), operations(room, this::card));
        });
    }

    private String card(String method, String path, JsonNode operation) {
        return """
                <article id="%s">
                <h3><span class="method %s">%s</span> <code class="path">%s</code></h3>
                <p class="summary">%s <span class="permission">%s</span></p>
                <p>%s</p>
                %s%s%s
                </article>
                """.formatted(
                        text(operation, "operationId"),
                        method,
                        method.toUpperCase(Locale.ROOT),
                        path.replace("/", "/<wbr>"),
                        text(operation, "summary"),
                        text(operation, "x-permission"),
                        prose(operation, "description"),
                        parameters(operation),
                        body(operation),
                        responses(operation));
    }

    private String parameters(JsonNode operation) {
        var rows = each(operation.path("parameters"), written -> {
            var it = resolve(written);
            return row(
                    text(it, "name"),
                    type(it.path("schema")) + " in " + text(it, "in"),
                    it.path("required").asBoolean(false),
                    prose(it, "description"));
        });
        return rows.isEmpty() ? "" : "<h4>Parameters</h4>" + table(rows);
    }

    private String body(JsonNode operation) {
        var parts = new StringBuilder();
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(it -> parts.append("<h4>Body <small>")
                        .append(escape(it.getKey()))
                        .append("</small></h4>")
                        .append(fields(it.getValue().path("schema"))));
        return parts.toString();
    }

    private String responses(JsonNode operation) {
        var rows = new StringBuilder();
        operation.path("responses").properties().forEach(it -> {
            var response = resolve(it.getValue());
            rows.append("<details class=\"answer\"><summary><b>%s</b> %s</summary>"
                    .formatted(escape(it.getKey()), prose(response, "description")));
            response.path("content").forEach(content -> rows.append(fields(content.path("schema"))));
            rows.append("</details>");
        });
        return "<h4>Answers</h4>" + rows;
    }

    /** The fields of an object; those of objects within are named in the type. */
    private String fields(JsonNode written) {
        var schema = resolve(written);
        var required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(it -> it.asString(""))
                .collect(Collectors.toSet());
        var rows = new StringBuilder();
        schema.path("properties")
                .properties()
                .forEach(it -> rows.append(row(
                        escape(it.getKey()),
                        type(it.getValue()),
                        required.contains(it.getKey()),
                        prose(resolve(it.getValue()), "description"))));
        return rows.isEmpty() ? "<p class=\"type\">%s</p>".formatted(type(written)) : table(rows.toString());
    }

    private String type(JsonNode written) {
        var schema = resolve(written);
        if (schema.has("enum")) {
            return each(schema.path("enum"), it -> "<code>%s</code> ".formatted(escape(it.asString(""))));
        }
        if (schema.has("items")) {
            return "list of " + type(schema.path("items"));
        }
        var reference = written.path("$ref").asString("");
        return escape(
                reference.isEmpty()
                        ? schema.path("type").isArray()
                                ? each(schema.path("type"), it -> it.asString("") + " ")
                                : schema.path("type").asString("any")
                        : reference.substring(reference.lastIndexOf('/') + 1));
    }

    private JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Draws one operation. */
    private interface Drawing {
        String draw(String method, String path, JsonNode operation);
    }

    private String operations(String room, Drawing drawing) {
        var text = new StringBuilder();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(it ->
                                it.getValue().path("tags").path(0).asString("").equals(room))
                        .forEach(it -> text.append(drawing.draw(it.getKey(), escape(path.getKey()), it.getValue()))));
        return text.toString();
    }

    private static String table(String rows) {
        return "<div class=\"scroll\" tabindex=\"0\"><table><tbody>%s</tbody></table></div>".formatted(rows);
    }

    private static String row(String name, String type, boolean required, String description) {
        var mark = required ? " <span class=\"required\">required</span>" : "";
        return "<tr><th scope=\"row\"><code>%s</code>%s</th><td class=\"type\">%s</td><td>%s</td></tr>"
                .formatted(name, mark, type, description);
    }

    private static String each(JsonNode list, Function<JsonNode, String> draw) {
        return StreamSupport.stream(list.spliterator(), false).map(draw).collect(Collectors.joining());
    }

    private static String text(JsonNode node, String field) {
        return escape(node.path(field).asString(""));
    }

    /** Text in which backquotes mark code. */
    private static String prose(JsonNode node, String field) {
        return text(node, field).replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    private static String title(String room) {
        return escape(room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
