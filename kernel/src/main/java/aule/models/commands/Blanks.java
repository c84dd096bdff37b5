package aule.models.commands;

/** What the blanks of a form take, as regular expressions over a masked text. */
final class Blanks {

    /** One quotation. */
    static final String MARK = "[\\uE000-\\uF8FF]";

    private static final String BARE = "[^\\s\\uE000-\\uF8FF]";

    /** Words that point at something said before, which a command cannot. */
    private static final String POINTING =
            "(?:it|this|that|these|those|them|everything|all|the|a|an|my|some|me|isso|isto|tudo|ele|ela|eles|elas|o|os"
                    + "|as|um|uma|meu|minha|meus|minhas)";

    private static final String NOT_POINTING = "(?!" + POINTING + "(?:\\s|$))";

    /** A name after a word that says it is one. */
    static final String PATH = MARK + "|" + NOT_POINTING + BARE + "+";

    /** A name that looks like a file's: with a dot or a slash, or like README. */
    static final String FILE = MARK + "|" + BARE + "*[./]" + BARE + "+|(?-i:[A-Z])" + BARE + "+";

    static final String COMMAND = NOT_POINTING + "\\S.*?";

    static final String UNIT = "(?:minutes?|hours?|days?|minutos?|horas?|dias?),?";

    static final String RANGE = "(?<first>\\d{1,6})(?:\\s*(?:-|–|to|until|through|a|at[ée])\\s*(?<last>\\d{1,6}))?";

    /** What leads to the content of a file. */
    static final String WITH_EN = "(?:\\s+(?:with|containing|saying|that\\s+says)(?:\\s+(?:the|this|following)(?=\\s+"
            + "(?:the|this|following|contents?|text|code)\\b|:))*(?:\\s+(?:contents?|text|code)(?=[\\s:]))?\\s*:?|\\s*:)";

    static final String WITH_PT = "(?:\\s+(?:com|contendo|dizendo|que\\s+diz)(?:\\s+(?:o|a|este|esta|seguinte)(?=\\s+"
            + "(?:o|a|este|esta|seguinte|conte[úu]do|texto|c[óo]digo)(?![\\p{L}])|:))*"
            + "(?:\\s+(?:conte[úu]do|texto|c[óo]digo)(?=[\\s:]))?(?:\\s+seguinte(?=:))?\\s*:?|\\s*:)";

    private Blanks() {}
}
