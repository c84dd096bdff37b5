package aule.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Amounts of money as people write them; inside they are billionths of a US dollar. */
public final class Money {

    private static final int NANOS = 9;
    private static final int SHOWN = 6;
    private static final Pattern SHAPE = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private Money() {}

    /** The amount in dollars with six places, rounded up: what costs something is never shown as nothing. */
    public static String text(long nanos) {
        return BigDecimal.valueOf(nanos, NANOS).setScale(SHOWN, RoundingMode.UP).toPlainString();
    }

    /**
     * Reads an amount such as {@code 0.25}.
     *
     * @throws AuleException with {@code INVALID} unless it is a decimal number of dollars below a billion, with at most
     *     nine places
     */
    public static long nanos(String dollars) {
        if (!SHAPE.matcher(dollars).matches()) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "'%s' is no amount of money; write dollars such as 0.25."
                            .formatted(dollars.length() <= 40 ? dollars : dollars.substring(0, 40) + "…"));
        }
        return new BigDecimal(dollars).movePointRight(NANOS).longValueExact();
    }
}
