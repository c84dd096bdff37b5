package aule.schema;

import aule.kernel.AuleException.Fault;
import com.networknt.schema.Error;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Turns what the validator found into a place and a sentence for people. */
final class Sentences {

    /** These only repeat that one of their parts failed, which is reported by itself. */
    private static final Set<String> WRAPPERS = Set.of("allOf", "$ref", "items", "properties");

    private Sentences() {}

    static List<Fault> of(List<Error> errors) {
        return errors.stream()
                .filter(it -> !WRAPPERS.contains(it.getKeyword()))
                .map(Sentences::fault)
                .distinct()
                .toList();
    }

    private static Fault fault(Error error) {
        return new Fault(pointer(error), sentence(error));
    }

    private static String pointer(Error error) {
        var parent = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required", "additionalProperties", "unevaluatedProperties" -> child(parent, error.getProperty());
            default -> parent;
        };
    }

    private static String child(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static String sentence(Error error) {
        var rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "The field '%s' is missing.".formatted(error.getProperty());
            case "additionalProperties", "unevaluatedProperties" ->
                "There is no field '%s' here; remove it.".formatted(error.getProperty());
            case "type" -> "It must be %s, not %s.".formatted(types(rule), kind(error.getInstanceNode()));
            case "enum" -> "It must be one of %s.".formatted(values(rule));
            case "const" -> "It must be %s.".formatted(rule);
            case "minLength" -> "It must have at least %s.".formatted(count(rule, "character"));
            case "maxLength" -> "It may have at most %s.".formatted(count(rule, "character"));
            case "minItems" -> "It must have at least %s.".formatted(count(rule, "item"));
            case "maxItems" -> "It may have at most %s.".formatted(count(rule, "item"));
            case "minProperties" -> "It must have at least %s.".formatted(count(rule, "field"));
            case "maxProperties" -> "It may have at most %s.".formatted(count(rule, "field"));
            case "minimum" -> "It must be at least %s.".formatted(rule);
            case "maximum" -> "It must be at most %s.".formatted(rule);
            case "pattern" -> "It must match the pattern %s.".formatted(rule.asString(""));
            case "format" -> "It is not a valid %s.".formatted(rule.asString("value"));
            case "uniqueItems" -> "Its items must differ from each other.";
            default -> sentence(error.getMessage());
        };
    }

    private static String sentence(String libraryText) {
        var text = libraryText.strip();
        return text.isEmpty()
                ? "It is not valid."
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static String types(JsonNode rule) {
        return rule.isArray()
                ? StreamSupport.stream(rule.spliterator(), false)
                        .map(it -> article(it.asString("")))
                        .collect(Collectors.joining(" or "))
                : article(rule.asString(""));
    }

    private static String kind(JsonNode value) {
        if (value.isNumber()) {
            return "the number " + value;
        }
        return article(value.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "null";
            case "array", "object", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String values(JsonNode rule) {
        return StreamSupport.stream(rule.spliterator(), false)
                .map(it -> it.isString() ? it.asString("") : it.toString())
                .collect(Collectors.joining(", "));
    }

    private static String count(JsonNode rule, String thing) {
        var number = rule.asInt();
        return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
    }
}
