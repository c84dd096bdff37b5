package aule.models.cards;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.Quirks;
import aule.models.Quirks.Dialect;
import aule.models.Quirks.Form;
import aule.models.Quirks.Marks;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one entry of a catalogue's quirks; what is wrong fails with {@code INVALID} and a sentence. */
final class QuirkReader {

    private static final Set<String> FIELDS = Set.of("dialect", "system", "thinking", "length", "form");

    private QuirkReader() {}

    static Quirk quirk(String models, JsonNode entry) {
        if (!models.matches("\\S{1,200}") || !entry.isObject() || entry.isEmpty()) {
            throw wrong("It holds no quirk.");
        }
        for (var name : entry.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw wrong("There is no quirk '%s'; use dialect, system, thinking, length, form.".formatted(name));
            }
        }
        return new Quirk(
                models,
                new Quirks(
                        dialect(entry.path("dialect")),
                        system(entry.path("system")),
                        thinking(entry.path("thinking")),
                        length(entry.path("length")),
                        form(entry.path("form"))));
    }

    private static @Nullable Dialect dialect(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        try {
            return Dialect.valueOf(value.asString("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw wrong("The dialect '%s' is none of native, json, text.".formatted(value.asString("…")));
        }
    }

    private static @Nullable Boolean system(JsonNode value) {
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw wrong("'system' is neither true nor false.");
        }
        return value.isMissingNode() ? null : value.booleanValue();
    }

    private static @Nullable Marks thinking(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isArray()
                || value.size() != 2
                || value.valueStream().anyMatch(it -> it.asString("").isBlank())) {
            throw wrong("'thinking' is not a list of two marks, such as [\"<think>\", \"</think>\"].");
        }
        return new Marks(value.get(0).asString(), value.get(1).asString());
    }

    private static @Nullable String length(JsonNode value) {
        if (!value.isMissingNode() && !value.asString("").matches("[a-z_]{1,40}")) {
            throw wrong("'length' is not the name of a field, such as max_tokens.");
        }
        return value.isMissingNode() ? null : value.asString();
    }

    private static @Nullable Form form(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        try {
            return Form.valueOf(value.asString("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw wrong("The form '%s' is none of json_schema, json_object.".formatted(value.asString("…")));
        }
    }

    private static AuleException wrong(String sentence) {
        return new AuleException(ErrorCode.INVALID, sentence);
    }
}
