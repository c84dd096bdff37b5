package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.Map;
import java.util.Optional;

/**
 * How often one agent at work, or one person by hand, may call tools.
 *
 * @param perMinute calls in any minute
 * @param refuses whether a run's call beyond them is answered with {@code rate_limited} for its agent to read; else the
 *     run waits, without a thread, and the call is made when there is room
 */
public record CallLimit(int perMinute, boolean refuses) {

    public static final CallLimit DEFAULT = new CallLimit(600, false);

    private static final String NUMBER = "AULE_TOOL_CALLS_PER_MINUTE";
    private static final String BEYOND = "AULE_TOOL_CALLS_BEYOND";

    /**
     * The usual one, and what the environment says: {@code AULE_TOOL_CALLS_PER_MINUTE}, and {@code wait} or
     * {@code refuse} in {@code AULE_TOOL_CALLS_BEYOND}.
     *
     * @throws AuleException with {@code INVALID} unless these are a whole number from 1 to 1,000,000 and one of the two
     */
    public static CallLimit of(Map<String, String> environment) {
        var number = given(environment, NUMBER).map(CallLimit::number).orElse(DEFAULT.perMinute());
        var beyond = given(environment, BEYOND).orElse("wait");
        if (!beyond.equals("wait") && !beyond.equals("refuse")) {
            throw new AuleException(
                    ErrorCode.INVALID, "%s is wait or refuse, not '%s'; correct it.".formatted(BEYOND, beyond));
        }
        return new CallLimit(number, beyond.equals("refuse"));
    }

    private static int number(String text) {
        if (!text.matches("[1-9]\\d{0,5}|1000000")) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "%s is a whole number from 1 to 1000000, not '%s'; correct it.".formatted(NUMBER, text));
        }
        return Integer.parseInt(text);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }
}
