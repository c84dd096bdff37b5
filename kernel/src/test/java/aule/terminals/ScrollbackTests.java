package aule.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScrollbackTests {

    @Test
    void whateverTheCutsEveryCharacterIsReadOnceAndInOrder() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var whole = new StringBuilder();
            var scrollback = new Scrollback(1 << 20);
            for (var piece = 0; piece < 50; piece++) {
                var text = "é😀x\n".repeat(random.nextInt(1, 400));
                whole.append(text);
                scrollback.add(text);
            }
            var read = new StringBuilder();
            for (long at = 0; at < scrollback.end(); ) {
                var part = scrollback.part(at, scrollback.end(), random.nextInt(2, 5_000));
                assertThat(part.offset()).isEqualTo(at);
                assertThat(Character.isLowSurrogate(part.text().charAt(0))).isFalse();
                read.append(part.text());
                at = part.end();
            }
            assertThat(read.toString()).isEqualTo(whole.toString());
        }
    }

    @Test
    void itNeverHoldsMuchMoreThanItMayAndSaysWhereItBegins() {
        var scrollback = new Scrollback(10_000);
        for (var line = 0; line < 100_000; line++) {
            scrollback.add("line %d\n".formatted(line));
        }

        assertThat(scrollback.end() - scrollback.start()).isBetween(5_000L, 10_000L);
        var from = scrollback.from(0);
        var text = scrollback.part(from, scrollback.end(), 20_000).text();
        assertThat(text).startsWith("line ").endsWith("line 99999\n");
        assertThat(scrollback.from(Long.MAX_VALUE)).isEqualTo(scrollback.end());
    }

    @Test
    void aPartEndsWhereItIsToldTo() {
        var scrollback = new Scrollback(100);
        scrollback.add("abcdef");

        assertThat(scrollback.part(1, 4, 100)).isEqualTo(new Scrollback.Part(1, "bcd"));
    }
}
