package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.UserId;
import aule.kernel.WholeOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputsTests extends WithTools {

    private static final String LONG =
            IntStream.rangeClosed(1, 9_000).mapToObj("line %d é"::formatted).collect(Collectors.joining("\n"));

    private final Probe probe = new Probe("probe", Tool.Effect.READ, true, Duration.ofSeconds(20), 0);

    {
        more.add(probe);
    }

    @BeforeEach
    void says() {
        probe.result = Tool.Result.success(LONG);
    }

    private RunEvent.ToolAnswered longAnswer() throws InterruptedException {
        return answer("call-1", "probe", "{\"text\": \"x\"}");
    }

    private static WholeOutput whole(RunEvent.ToolAnswered answer) {
        return Objects.requireNonNull(answer.whole());
    }

    private String read(String handle, String more) throws InterruptedException {
        return answer("call-" + more.hashCode(), "read_output", "{\"handle\": \"%s\"%s}".formatted(handle, more))
                .output();
    }

    @Test
    void aLongOutputIsKeptWholeAndShownWithHeadTailSizeAndHandle() throws Exception {
        var answer = longAnswer();

        var bytes = LONG.getBytes(StandardCharsets.UTF_8);
        assertThat(whole(answer).bytes()).isEqualTo(bytes.length);
        assertThat(whole(answer).sha256()).isEqualTo(Sha256.of(bytes));
        assertThat(whole(answer).owner()).isEqualTo(ANA);
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.output())
                .startsWith("line 1 é\n")
                .contains("characters left out", "line 9000 é\n", "%,d bytes".formatted(bytes.length))
                .endsWith("Read more of it with read_output, handle %s.]"
                        .formatted(whole(answer).handle()));
        assertThat(answer.output().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(16 * 1024);
        try (var kept =
                archive.find(OrgId.LOCAL, RUN, whole(answer).handle()).source().open(0)) {
            assertThat(kept.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aShortOutputIsNotKept() throws Exception {
        probe.result = Tool.Result.success("short");

        assertThat(longAnswer().whole()).isNull();
    }

    @Test
    void theRestOfACommandsOutputIsKeptThatTheSandboxLeftOut() throws Exception {
        probe.result = new Tool.Result.Success("hello", List.of(), 0, true);

        var answer = longAnswer();

        try (var kept =
                archive.find(OrgId.LOCAL, RUN, whole(answer).handle()).source().open(0)) {
            assertThat(new String(kept.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("hello thereoh");
        }
    }

    @Test
    void anyPartCanBeRead() throws Exception {
        var handle = whole(longAnswer()).handle();

        assertThat(read(handle, ", \"offset\": 4500, \"limit\": 2"))
                .isEqualTo("line 4500 é\nline 4501 é\n[Lines 4,500 to 4,501 of 9,000. Read on with offset 4502.]");
        assertThat(read(handle, ", \"offset\": 8999"))
                .startsWith("line 8999 é\nline 9000 é\n[Lines 8,999 to 9,000 of 9,000.]");
        assertThat(read(handle, ", \"search\": \"LINE 777\", \"limit\": 3"))
                .isEqualTo("777: line 777 é\n7770: line 7770 é\n7771: line 7771 é\n"
                        + "[3 lines found up to line 7,771 of 9,000. Read on with offset 7772.]");
        assertThat(read(handle, ", \"offset\": 9001")).isEqualTo("The output has 9,000 lines; there is no line 9,001.");
        assertThat(read(handle, ", \"search\": \"nowhere\"")).isEqualTo("No line from 1 on has 'nowhere' in it.");
    }

    @Test
    void aLineWithoutEndIsReadInPieces() throws Exception {
        probe.result = Tool.Result.success("x".repeat(50_000));
        var handle = whole(longAnswer()).handle();

        var first = read(handle, "");
        assertThat(first.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(16 * 1024);
        assertThat(first).endsWith("[Lines 1 to 7 of 25. Read on with offset 8.]");
    }

    @Test
    void whatIsReadIsNotKeptAgain() throws Exception {
        var handle = whole(longAnswer()).handle();

        var page = answer("call-2", "read_output", "{\"handle\": \"%s\", \"limit\": 2000}".formatted(handle));
        assertThat(page.whole()).isNull();
        assertThat(page.output().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void onlyTheSameOwnerInTheSameProjectReadsIt() throws Exception {
        var handle = whole(longAnswer()).handle();
        var later = new RunId("run-later");

        assertThat(by(later, ANA, PROJECT, handle).ok()).isTrue();
        assertThat(by(new RunId("run-2"), new UserId("user-bob"), PROJECT, handle)
                        .error())
                .isEqualTo("not_found");
        assertThat(by(new RunId("run-3"), ANA, new ProjectId("proj-other"), handle)
                        .error())
                .isEqualTo("not_found");
        assertThat(by(new RunId("run-4"), ANA, PROJECT, "out-guess").error()).isEqualTo("not_found");
    }

    private RunEvent.ToolAnswered by(RunId run, UserId owner, ProjectId project, String handle)
            throws InterruptedException {
        var same = request(run, "call-1", "read_output", "{\"handle\": \"%s\"}".formatted(handle), Set.of());
        return answered(tools.perform(new Tools.Request(
                same.org(),
                owner,
                project,
                same.persona(),
                run,
                1,
                same.callId(),
                same.tool(),
                same.arguments(),
                Set.of(),
                Tool.Bounds.NONE,
                same.origin())));
    }

    @Test
    void aSpoolKeepsUpToItsBoundAndSaysSo() throws IOException {
        try (var spool = new Spool((_, _) -> {}, 200_000)) {
            for (var piece = 0; piece < 30; piece++) {
                spool.said(piece % 2 == 0, "é".repeat(5_000));
            }

            assertThat(spool.isFull()).isTrue();
            assertThat(spool.bytes()).isEqualTo(200_000);
            assertThat(new String(spool.content().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("é".repeat(100_000));
        }
    }
}
