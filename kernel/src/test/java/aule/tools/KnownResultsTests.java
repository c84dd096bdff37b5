package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that was answered before, and nothing has changed. */
@Timeout(60)
class KnownResultsTests extends WithTools {

    private static final String READ = "{\"path\":\"a.txt\"}";

    private Receipt receipt(RunEvent.ToolAnswered answer) {
        return receipts.find(OrgId.LOCAL, Objects.requireNonNull(answer.receiptId()))
                .orElseThrow();
    }

    @Test
    void isAnsweredWithoutBeingExecutedAndItsReceiptSaysSo() throws Exception {
        write("a.txt", "one\n");
        var first = answer("call-1", "read_file", READ);
        var second = answer("call-2", "read_file", READ);
        var third = answer("call-3", "read_file", READ);

        assertThat(second.output()).isEqualTo(first.output()).contains("one");
        assertThat(receipt(first).cached()).isFalse();
        assertThat(receipt(second).cached()).isTrue();
        assertThat(receipt(second).cachedFrom()).isEqualTo(first.receiptId());
        assertThat(receipt(third).cachedFrom()).isEqualTo(first.receiptId());
        assertThat(receipt(second).id()).isNotEqualTo(receipt(first).id());
    }

    @Test
    void isExecutedAgainWhenItsFileHasChangedHoweverLittle() throws Exception {
        write("a.txt", "one\n");
        answer("call-1", "read_file", READ);
        var at = Files.getLastModifiedTime(folder.resolve("a.txt"));
        write("a.txt", "two\n");
        Files.setLastModifiedTime(folder.resolve("a.txt"), FileTime.fromMillis(at.toMillis()));

        var changed = answer("call-2", "read_file", READ);
        assertThat(changed.output()).contains("two");
        assertThat(receipt(changed).cached()).isFalse();

        Files.delete(folder.resolve("a.txt"));
        assertThat(answer("call-3", "read_file", READ).error()).isEqualTo("not_found");
    }

    @Test
    void isExecutedAgainWithOtherArgumentsAndInAnotherRun() throws Exception {
        write("a.txt", "one\ntwo\n");
        answer("call-1", "read_file", READ);
        var part = answer("call-2", "read_file", "{\"path\":\"a.txt\",\"offset\":2}");
        var other = answered(tools.perform(request(new RunId("run-2"), "call-1", "read_file", READ, Set.of())));

        assertThat(receipt(part).cached()).isFalse();
        assertThat(receipt(other).cached()).isFalse();
    }

    @Test
    void letsTheRunWriteWhatItHasSeen() throws Exception {
        write("a.txt", "one\n");
        answer("call-1", "read_file", READ);
        answer("call-2", "write_file", "{\"path\":\"a.txt\",\"content\":\"two\\n\"}");
        write("a.txt", "one\n");
        assertThat(receipt(answer("call-3", "read_file", READ)).cached()).isTrue();

        var written = answer("call-4", "write_file", "{\"path\":\"a.txt\",\"content\":\"three\\n\"}");
        assertThat(written.ok()).as(written.output()).isTrue();
        assertThat(read("a.txt")).isEqualTo("three\n");
    }

    @Test
    void isExecutedAgainIfItSaysNotWhatItFollowsFrom() throws Exception {
        write("a.txt", "one\n");
        answer("call-1", "list_dir", "{}");
        assertThat(receipt(answer("call-2", "list_dir", "{}")).cached()).isFalse();
    }
}
