package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.journal.Subscription.Notice;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.Transient;
import aule.network.Ways;
import aule.sandbox.SandboxRoom;
import aule.testkit.Awaiting;
import aule.testkit.NoCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real commands behind the strongest walls of the machine that runs the test. */
@Timeout(60)
class ExecTests extends WithTools {

    @TempDir
    private static Path walls;

    private static SandboxRoom sandboxes;

    private int count;

    @BeforeAll
    static void opens() {
        sandboxes = SandboxRoom.open(walls);
    }

    @BeforeEach
    void allowsCommandsWithoutWalls() throws IOException {
        Files.writeString(home.resolve("policy.yaml"), """
                rules:
                  - {id: all, when: 'true', answer: allow, reason: A test.}
                """);
        sandbox = sandboxes.sandbox();
        sandboxes.owners().handOver(folder, PROJECT.value());
    }

    @AfterAll
    static void closes() {
        sandboxes.close();
    }

    @Override
    OptionalInt owner() {
        return sandboxes.owners().of(PROJECT.value());
    }

    @Test
    void listsTheWorkspace() throws Exception {
        write("a.txt", "one");

        var answer = exec("ls", "");

        assertThat(answer.ok()).isTrue();
        assertThat(answer.output()).isEqualTo("a.txt\n");
        assertThat(answer.exitCode()).isZero();
        var receipt = receipts.find(OrgId.LOCAL, Objects.requireNonNull(answer.receiptId()))
                .orElseThrow();
        assertThat(receipt.isolation()).isEqualTo(sandbox.rung().name());
        assertThat(receipt.exitCode()).isZero();
    }

    @Test
    void runsOnTheRungAndWithTheMemoryThatThePolicyGivesIt() throws Exception {
        Files.writeString(home.resolve("policy.yaml"), """
                rules:
                  - {id: all, when: 'true', answer: allow, reason: A test.}
                isolation:
                  - {id: loose, when: "args.command == 'id'", rung: rlimits}
                  - {id: small, when: 'true', memory_mb: 64}
                """);
        var hog = exec("python3 -c 'x = bytearray(b\"x\") * (400 << 20)'", "");
        var loose = exec("id", "");

        assertThat(loose.ok()).isTrue();
        var receipt = receipts.find(OrgId.LOCAL, Objects.requireNonNull(loose.receiptId()))
                .orElseThrow();
        assertThat(receipt.isolation()).isEqualTo("rlimits");
        Assumptions.assumeTrue(
                sandbox.rung().detail().contains("memory, pids"), sandbox.rung().detail());
        assertThat(hog.ok()).isFalse();
        assertThat(hog.output()).contains("more than 64 MB of memory");
    }

    @Test
    void isRefusedWhereThePolicyDemandsStrongerWalls() throws Exception {
        Files.writeString(home.resolve("policy.yaml"), """
                rules:
                  - {id: ask, when: 'true', answer: confirm, reason: A test.}
                isolation:
                  - {id: walls, when: "tool == 'exec'", minimum: 1}
                """);
        sandbox = NoCommands.open();

        var answer = exec("true", "");
        assertThat(answer.ok()).isFalse();
        assertThat(answer.error()).isEqualTo("isolation_too_weak");
        assertThat(answer.output()).contains("level 1", "'rlimits'");
    }

    @Test
    void failsWithBothOutputsWhenTheExitCodeIsNotZero() throws Exception {
        var answer = exec("echo a; echo b >&2; exit 3", "");

        assertThat(answer.ok()).isFalse();
        assertThat(answer.error()).isEqualTo("tool_failed");
        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.output()).isEqualTo("Exit code 3.\na\n[stderr]\nb\n");
    }

    @Test
    void isStoppedAtItsTimeoutWithTheOutputSoFar() throws Exception {
        var answer = exec("echo begun; sleep 60", ",\"timeout_seconds\":1");

        assertThat(answer.ok()).isFalse();
        assertThat(answer.error()).isEqualTo("time_limit");
        assertThat(answer.output()).startsWith("Timed out after 1 seconds").contains("begun");
        assertThat(answer.durationMs()).isLessThan(30_000);
    }

    @Test
    void tellsWhatItChanged() throws Exception {
        for (var name : List.of("old.txt", "gone.txt", "same.txt")) {
            desk.write(name, new byte[] {'1'});
        }

        var answer = exec(
                "echo two > new.txt; echo more >> old.txt; rm gone.txt; mkdir -p node_modules && touch node_modules/x",
                "");

        assertThat(answer.output()).isEqualTo("(No output.)");
        assertThat(answer.changes())
                .containsExactlyInAnyOrder(
                        new FileChange("new.txt", "created", 4, 0, 0),
                        new FileChange("old.txt", "modified", 6, 0, 0),
                        new FileChange("gone.txt", "deleted", 0, 0, 0));
    }

    @Test
    void worksInAFolder() throws Exception {
        write("sub/x", "");

        assertThat(exec("ls", ",\"folder\":\"sub\"").output()).isEqualTo("x\n");
    }

    @Test
    void seesFilesThatToolsWrote() throws Exception {
        answer("call-0", "write_file", "{\"path\":\"hello.sh\",\"content\":\"echo olá\\n\"}");

        assertThat(exec("sh hello.sh && echo x >> hello.sh", "").output()).isEqualTo("olá\n");
    }

    @Test
    void isShownWhileItRuns() throws Exception {
        var pieces = new ArrayList<Transient>();
        try (var watch = journal().watch(0, Filter.stream(OrgId.LOCAL, STREAM))) {
            var call = new FutureTask<>(() -> exec("echo first; sleep 0.5; echo second; echo oh >&2; sleep 0.5", ""));
            Thread.ofVirtual().start(call);
            for (var ended = false; !ended; ) {
                switch (watch.next(Duration.ofSeconds(10)).orElseThrow()) {
                    case Notice.Passing passing -> pieces.add(passing.piece());
                    case Notice.Durable durable -> ended = durable.event().body() instanceof RunEvent.ToolAnswered;
                }
            }
            assertThat(call.get().output()).isEqualTo("first\nsecond\n[stderr]\noh\n");
        }
        assertThat(said(pieces, Transient.Kind.TOOL_OUTPUT)).isEqualTo("first\nsecond\n");
        assertThat(said(pieces, Transient.Kind.TOOL_ERROR)).isEqualTo("oh\n");
        assertThat(pieces).allSatisfy(it -> assertThat(it.source()).isEqualTo("call-1"));
        assertThat(pieces.getFirst().offset()).isZero();
    }

    @Test
    void diesWithItsChildrenWhenItsRunIsInterrupted() throws Exception {
        var caller = Thread.ofVirtual().start(() -> {
            try {
                exec("touch begun; sleep 1000 & sleep 1000; touch ended", ",\"timeout_seconds\":600");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Awaiting.until("the command is at work", () -> Files.exists(folder.resolve("begun")));

        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(folder.resolve("ended")).doesNotExist();
        assertThat(events().getLast())
                .isInstanceOfSatisfying(
                        RunEvent.ToolAnswered.class, it -> assertThat(it.ok()).isFalse());
    }

    @Test
    void boundsALargeOutputAtHeadAndTail() throws Exception {
        var answer = exec("echo HEAD; head -c 300000 /dev/zero | tr '\\\\0' x; echo; echo TAIL", "");

        assertThat(answer.output()).doesNotContain("Exit code");
        assertThat(answer.truncated()).isTrue();
        assertThat(answer.output()).startsWith("HEAD").contains("TAIL");
        assertThat(answer.output().length()).isLessThanOrEqualTo(Bounded.LARGEST);
    }

    @Test
    void saysThatAFileGrewTooLarge() throws Exception {
        var answer = exec("truncate -s 5G big", "");

        assertThat(answer.ok()).isFalse();
        assertThat(answer.output()).contains("a file grew beyond 4,096 MB");
    }

    @Test
    void startsNothingOnADiskThatIsAlmostFull() throws Exception {
        var exec = new Exec(_ -> desk, background::processes, Ways.NONE, Long.MAX_VALUE);

        var result = call(exec, new Exec.Input("touch made", null, null, null, null, null, null));

        assertThat(result).isInstanceOfSatisfying(Tool.Result.Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo("unavailable");
            assertThat(failure.output()).contains("no command is started");
        });
    }

    @Test
    void leavesNothingOutsideBehindWalls() throws Exception {
        Assumptions.assumeTrue(sandbox.rung().isolates(), "Nothing isolates on this machine.");
        var canary = Files.writeString(home.resolve("canary"), "alive");
        for (var attack : List.of(
                "rm -rf /* 2>/dev/null; true",
                "echo dead > '%s'".formatted(canary),
                "rm -rf '%s'".formatted(home),
                "ln -s '%s' out; echo dead > out".formatted(canary),
                "cd ..; cd ..; rm -rf *; true",
                "python3 -c \\\"import shutil; shutil.rmtree('%s')\\\"".formatted(home))) {
            exec(attack, "");
            Files.createDirectories(folder);
        }

        assertThat(canary).hasContent("alive");
    }

    private RunEvent.ToolAnswered exec(String command, String more) throws InterruptedException {
        var id = count++ == 0 ? "call-1" : "call-1-" + count;
        return answer(id, "exec", "{\"command\":\"%s\"%s}".formatted(command, more));
    }

    private static String said(List<Transient> pieces, Transient.Kind kind) {
        var text = new StringBuilder();
        pieces.stream().filter(it -> it.kind() == kind).forEach(it -> text.append(it.text()));
        return text.toString();
    }

    @Test
    void aCommandReadsWhatItIsGiven() throws Exception {
        var answer = answer(
                "call-1",
                "exec",
                "{\"command\": \"cat; echo $COLOUR\", \"stdin\": \"olá\\n\", \"env\": [\"COLOUR=blue\"]}");

        assertThat(said(answer)).isEqualTo("olá\nblue\n");
    }

    @Test
    void aVariableThatInjectsCodeIsRefused() throws Exception {
        var answer = answer("call-1", "exec", "{\"command\": \"true\", \"env\": [\"LD_PRELOAD=x.so\"]}");

        assertThat(answer.ok()).isFalse();
        assertThat(said(answer)).contains("LD_PRELOAD").contains("leave it out");
    }

    @Test
    void aServerGoesOnAndLaterCommandsReachIt() throws Exception {
        write("page.txt", "served");
        var started = answer("call-1", "exec", """
                {"command": "exec python3 -m http.server 3000 --bind 127.0.0.1", "background": true}""");
        var id = said(started).replaceFirst("(?s).*(prc-[0-9a-z]+).*", "$1");

        assertThat(started.ok()).as(said(started)).isTrue();
        assertThat(process("call-2", id, "wait", ", \"port\": 3000, \"timeout_seconds\": 60")
                        .ok())
                .isTrue();
        var got = answer("call-3", "exec", """
                {"command": "python3 -c 'import urllib.request as u; print(u.urlopen(\\"http://localhost:3000/page.txt\\").read())'"}""");
        assertThat(said(got)).contains("served");
        assertThat(said(process("call-4", id, "wait", ", \"text\": \"GET /page.txt\"")))
                .contains("GET /page.txt");
        assertThat(said(answer("call-5", "process", "{\"action\": \"list\"}")))
                .contains(id)
                .contains("3000");
        assertThat(said(process("call-6", id, "stop", ""))).contains("stopped");
        assertThat(said(answer("call-7", "process", "{\"action\": \"list\"}"))).doesNotContain(id);
    }

    @Test
    void whatFailsAtOnceIsToldAtOnce() throws Exception {
        var answer = answer("call-1", "exec", "{\"command\": \"echo broken; exit 3\", \"background\": true}");

        assertThat(answer.ok() || said(answer).contains("background"))
                .as(said(answer))
                .isFalse();
        assertThat(said(answer)).contains("broken").contains("exit code 3");
    }

    @Test
    void aMissingProgramIsNamedWithHowToGetIt() {
        assertThat(Packages.hint("bash: line 1: fc-list: command not found\n"))
                .contains("'apt-get install fontconfig'");
        assertThat(Packages.hint("/bin/sh: 1: ffmpeg: not found\n")).contains("'apt-get install ffmpeg'");
        assertThat(Packages.hint("bash: line 1: frobnicate: command not found\n"))
                .isEmpty();
    }

    private RunEvent.ToolAnswered process(String call, String id, String action, String more) throws Exception {
        return answer(call, "process", "{\"action\": \"%s\", \"id\": \"%s\"%s}".formatted(action, id, more));
    }

    private static String said(RunEvent.ToolAnswered answer) {
        return answer.output() + answer.error();
    }
}
