package aule.agents.loop.context;

import aule.kernel.RunEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The facts that an agent pinned, by their numbers, as its run's events tell. */
public final class Pins {

    public static final String PIN = "pin";
    public static final String UNPIN = "unpin";

    /** How many facts a run may have pinned at a time. */
    public static final int MOST = 50;

    /** The longest fact, in characters. */
    public static final int LONGEST = 500;

    private final Map<Integer, String> facts = new LinkedHashMap<>();
    private int given;

    public void add(RunEvent event) {
        switch (event) {
            case RunEvent.ToolCalled call
            when call.tool().value().equals(PIN) -> pin(Words.argument(call.arguments(), "fact"));
            case RunEvent.ToolCalled call
            when call.tool().value().equals(UNPIN) ->
                facts.remove(asNumber(Words.argument(call.arguments(), "number")));
            case RunEvent.Inherited past -> past.events().forEach(this::add);
            default -> {
                // pins nothing
            }
        }
    }

    private void pin(String fact) {
        var plain = plain(fact);
        if (fits(plain) && number(plain, facts) == 0) {
            facts.put(++given, plain);
        }
    }

    /** Whether a fact can be pinned now, beside those that are. */
    public boolean fits(String fact) {
        return !fact.isEmpty() && fact.length() <= LONGEST && (facts.size() < MOST || facts.containsValue(fact));
    }

    /** A fact as it is kept: on one line. */
    public static String plain(String fact) {
        return fact.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The number that a fact has, or would get. */
    public int number(String fact) {
        var known = number(fact, facts);
        return known == 0 ? given + 1 : known;
    }

    private static int number(String fact, Map<Integer, String> facts) {
        return facts.entrySet().stream()
                .filter(it -> it.getValue().equals(fact))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private static int asNumber(String written) {
        try {
            return Integer.parseInt(written);
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    /** In the order in which they were pinned. */
    public Map<Integer, String> all() {
        return Collections.unmodifiableMap(facts);
    }
}
