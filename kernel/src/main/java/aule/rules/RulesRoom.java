package aule.rules;

/** The room's doors, ready for the composition root. */
public record RulesRoom(Rules rules) {

    /** Costs nothing: the language is loaded when the first condition is. */
    public static RulesRoom open() {
        return new RulesRoom(new Rules());
    }
}
