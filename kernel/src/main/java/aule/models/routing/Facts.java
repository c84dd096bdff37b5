package aule.models.routing;

import aule.models.ModelSpec;
import aule.models.Price;
import aule.models.Question;
import aule.rules.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a rule can ask about. */
final class Facts {

    static final Map<String, Kind> VOCABULARY = Map.of(
            "goal", Kind.TEXT,
            "goal_chars", Kind.NUMBER,
            "goal_words", Kind.NUMBER,
            "language", Kind.TEXT,
            "tools", Kind.TEXTS,
            "images", Kind.NUMBER,
            "persona", Kind.TEXT,
            "role", Kind.TEXT,
            "model", Kind.OBJECT);

    private static final double NANOS_PER_MILLIONTH = 1_000;

    private Facts() {}

    /** @param otherwise the model that is asked if no rule holds */
    static Map<String, Object> of(Question question, ModelSpec otherwise) {
        var goal = question.goal().strip();
        return Map.of(
                "goal", goal,
                "goal_chars", (long) goal.codePointCount(0, goal.length()),
                "goal_words", goal.isEmpty() ? 0L : (long) goal.split("\\s+").length,
                "language", Tongue.of(goal),
                "tools", question.tools(),
                "images", (long) question.images(),
                "persona", question.persona(),
                "role", question.role(),
                "model", model(otherwise));
    }

    /** What is unknown of the model is absent. */
    private static Map<String, Object> model(ModelSpec spec) {
        var facts = new HashMap<String, Object>();
        facts.put("id", spec.id());
        facts.put("provider", spec.provider());
        facts.put("is_local", spec.isLocal());
        facts.put("tags", spec.tags().stream().sorted().toList());
        var family = spec.family();
        if (family != null) {
            facts.put("family", family.name().toLowerCase(Locale.ROOT));
        }
        var price = spec.price();
        if (price != null) {
            prices(facts, price);
        }
        return facts;
    }

    /** US dollars a million tokens. */
    private static void prices(Map<String, Object> facts, Price price) {
        facts.put("input_price", price.inputNanos() / NANOS_PER_MILLIONTH);
        facts.put("output_price", price.outputNanos() / NANOS_PER_MILLIONTH);
    }
}
