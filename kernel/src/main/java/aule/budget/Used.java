package aule.budget;

/**
 * How much was used.
 *
 * @param calls answers of models
 * @param tokens in and out together
 * @param costNanos billionths of a US dollar, as far as prices are known
 * @param ms milliseconds that models worked
 */
public record Used(long calls, long tokens, long costNanos, long ms) {

    static final Used NOTHING = new Used(0, 0, 0, 0);

    Used and(Used more) {
        return new Used(calls + more.calls, tokens + more.tokens, costNanos + more.costNanos, ms + more.ms);
    }
}
