package aule.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidIdsTests {

    private final UuidIds ids = new UuidIds();

    @Test
    void areVersionSeven() {
        assertThat(ids.next().version()).isEqualTo(7);
    }

    @Test
    void riseWithinAMillisecondAlsoAsText() {
        var texts = Stream.generate(() -> ids.next("run")).limit(10_000).toList();

        assertThat(texts).isSorted().doesNotHaveDuplicates().allMatch(it -> it.matches("run-[0-9a-z]{26}"));
    }
}
