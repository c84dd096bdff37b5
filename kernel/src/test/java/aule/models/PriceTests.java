package aule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import aule.kernel.TokenUsage;
import org.junit.jupiter.api.Test;

class PriceTests {

    private static final Price DEAR = new Price(1_750, 14_000, 175L, null);

    @Test
    void aCallCostsItsFreshItsCachedAndItsAnsweredTokens() {
        assertThat(DEAR.cost(new TokenUsage(1_000, 100, 400, 60))).isEqualTo(600 * 1_750 + 400 * 175 + 100 * 14_000);
    }

    @Test
    void cachedTokensCostTheSameWhereNoOtherPriceIsKnown() {
        assertThat(new Price(10, 20).cost(new TokenUsage(100, 1, 50, 0))).isEqualTo(1_020);
    }

    @Test
    void aUsageThatClaimsMoreCachedTokensThanItReadIsNotCheaperThanThat() {
        assertThat(DEAR.cost(new TokenUsage(10, 0, 99, 0))).isEqualTo(1_750);
    }

    @Test
    void whatIsWrittenIntoTheCacheHasAPriceOfItsOwn() {
        var price = new Price(100, 0, 10L, 125L);
        assertThat(price.cost(new TokenUsage(1_000, 0, 300, 0, 200))).isEqualTo(500 * 100 + 300 * 10 + 200 * 125);
        assertThat(new Price(100, 0).cost(new TokenUsage(10, 0, 0, 0, 10))).isEqualTo(1_000);
        assertThat(price.cost(new TokenUsage(10, 0, 4, 0, 99))).isEqualTo(4 * 10 + 6 * 125);
    }

    @Test
    void onlyAPriceOfNothingIsFree() {
        assertThat(Price.FREE.isFree()).isTrue();
        assertThat(Price.FREE.cost(new TokenUsage(5_000, 5_000, 0, 0))).isZero();
        assertThat(new Price(0, 1).isFree()).isFalse();
    }

    @Test
    void aPriceBelowZeroIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Price(1, 1, -1L, null));
    }
}
