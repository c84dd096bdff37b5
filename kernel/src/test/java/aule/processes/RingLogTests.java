package aule.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingLogTests {

    @TempDir
    private Path folder;

    @Test
    void partsJoinToTheWhole() {
        var log = new RingLog(folder.resolve("a.log"), 1_000);
        log.append("olá ");
        log.append("mundo €");
        var text = new StringBuilder();
        for (var page = log.page(0, 4); page.nextOffset() > page.offset(); page = log.page(page.nextOffset(), 4)) {
            text.append(page.text());
        }

        assertThat(text).hasToString("olá mundo €");
    }

    @Test
    void theOldestGivesWay() {
        var log = new RingLog(folder.resolve("a.log"), 10);
        log.append("0123456789");
        log.append("abc");
        var page = log.page(0, 100);

        assertThat(page.text()).isEqualTo("3456789abc");
        assertThat(page.offset()).isEqualTo(3);
        assertThat(page.firstOffset()).isEqualTo(3);
        assertThat(page.bytes()).isEqualTo(13);
        log.append("x".repeat(25));
        assertThat(log.page(0, 100).text()).isEqualTo("x".repeat(10));
        assertThat(log.page(0, 100).bytes()).isEqualTo(38);
    }

    @Test
    void anotherReaderOfTheFileSeesTheSame() {
        new RingLog(folder.resolve("a.log"), 10).append("hello");

        assertThat(new RingLog(folder.resolve("a.log"), 10).page(1, 100).text()).isEqualTo("ello");
        assertThat(new RingLog(folder.resolve("none.log"), 10).page(7, 100).text())
                .isEmpty();
    }
}
