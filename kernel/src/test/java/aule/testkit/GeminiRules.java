package aule.testkit;

import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Gemini refuses with status 400, in its words. */
final class GeminiRules {

    private static final Set<String> WORDS = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "items",
            "minimum",
            "maximum");

    private GeminiRules() {}

    static String objection(JsonNode chat) {
        var contents = chat.path("contents");
        for (var at = 0; at < contents.size(); at++) {
            var wrong = content(contents.path(at), contents.path(at + 1));
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return Stream.concat(
                        chat.path("tools")
                                .path(0)
                                .path("functionDeclarations")
                                .valueStream()
                                .filter(it -> it.has("parameters"))
                                .map(it -> schema(it.path("parameters"))),
                        chat.path("generationConfig").has("responseSchema")
                                ? Stream.of(schema(chat.path("generationConfig").path("responseSchema")))
                                : Stream.of())
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String content(JsonNode content, JsonNode next) {
        if (content.path("parts").isEmpty()) {
            return "GenerateContentRequest.contents: contents.parts must not be empty.";
        }
        var calls = content.path("parts")
                .valueStream()
                .filter(it -> it.has("functionCall"))
                .toList();
        if (!calls.isEmpty() && !calls.getFirst().has("thoughtSignature")) {
            return "Function call is missing a thought_signature in functionCall parts.";
        }
        var answers = next.path("parts")
                .valueStream()
                .filter(it -> it.has("functionResponse"))
                .count();
        if (!calls.isEmpty() && answers != calls.size()) {
            return "Please ensure that the number of function response parts is equal to the number of function call"
                    + " parts of the function call turn.";
        }
        return "";
    }

    private static String schema(JsonNode schema) {
        for (var word : schema.propertyNames()) {
            if (!WORDS.contains(word)) {
                return "Invalid JSON payload received. Unknown name \"%s\": Cannot find field.".formatted(word);
            }
        }
        if (!schema.has("type") && !schema.has("anyOf")) {
            return "schema.type: must be specified";
        }
        var within = Stream.of(
                        schema.path("properties").valueStream(),
                        schema.path("anyOf").valueStream(),
                        schema.has("items") ? Stream.of(schema.path("items")) : Stream.<JsonNode>of())
                .flatMap(it -> it);
        return within.map(GeminiRules::schema)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }
}
