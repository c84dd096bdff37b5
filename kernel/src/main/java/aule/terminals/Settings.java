package aule.terminals;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.Map;

/**
 * How many terminals there may be, and for how long.
 *
 * @param perPerson with a running shell
 * @param idle for how long nothing may be typed or said before a terminal ends
 * @param kept for how long one that has ended can still be read
 */
public record Settings(int perPerson, Duration idle, Duration kept) {

    public static final Settings DEFAULT = new Settings(16, Duration.ofHours(12), Duration.ofMinutes(10));

    /**
     * The usual ones, and what the environment says: {@code AULE_TERMINALS} for each person,
     * {@code AULE_TERMINAL_IDLE_MINUTES} until one ends.
     *
     * @throws AuleException with {@code INVALID} unless these are whole numbers from 1
     */
    public static Settings of(Map<String, String> environment) {
        var minutes = number(environment, "AULE_TERMINAL_IDLE_MINUTES", (int) DEFAULT.idle.toMinutes());
        return new Settings(
                number(environment, "AULE_TERMINALS", DEFAULT.perPerson), Duration.ofMinutes(minutes), DEFAULT.kept);
    }

    private static int number(Map<String, String> environment, String name, int usual) {
        var text = environment.getOrDefault(name, "").strip();
        if (!text.isEmpty() && !text.matches("[1-9][0-9]{0,6}")) {
            throw new AuleException(
                    ErrorCode.INVALID, "%s is '%s'; make it a whole number from 1, or unset it.".formatted(name, text));
        }
        return text.isEmpty() ? usual : Integer.parseInt(text);
    }
}
