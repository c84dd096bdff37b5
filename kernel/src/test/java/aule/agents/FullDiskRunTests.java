package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.FailingDisk;
import aule.testkit.FailingDisk.Fault;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The disk below a home's databases fails at every single write of a run, one after the other. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "SQLite's calls of the C library are replaced in an ELF file")
@Timeout(1_200)
class FullDiskRunTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HOMES = 8;
    private static final int SOME = 3;
    private static final int LEAST = 50;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyWriteOfARun(Fault fault) throws Exception {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("home-", 0).factory())) {
            var lives = new ArrayList<Future<Integer>>();
            for (var first = 0; first < HOMES; first++) {
                var mine = first;
                lives.add(threads.submit(() -> life(folder.resolve("home-" + mine), fault, mine)));
            }
            for (var life : lives) {
                assertThat(life.get()).as("writes of a run").isGreaterThan(LEAST);
            }
        }
    }

    /** Has every eighth write fail, each in a run of its own, until a run has no more. Returns how many it had. */
    private static int life(Path home, Fault fault, int first) throws Exception {
        Files.createDirectories(home);
        var told = new ConcurrentSkipListMap<Long, Envelope>();
        var accepted = new ArrayList<RunState>();
        var others = first;
        try (var disk = FailingDisk.below(home);
                var agents = AgentsHome.open(home, model());
                var _ = Follower.start(
                        "told", agents.journal(), Filter.all(OrgId.LOCAL), event -> told.put(event.seq(), event))) {
            for (var failed = 1L; failed > 0; others += HOMES) {
                failed = run(agents, disk, fault, others, accepted);
            }
        }
        try (var agents = AgentsHome.asleep(home, model())) {
            var kept = agents.journal().since(0, Filter.all(OrgId.LOCAL), Integer.MAX_VALUE);
            assertThat(kept).containsAll(told.values());
            assertThat(accepted)
                    .allSatisfy(run ->
                            assertThat(agents.run(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "done")));
        }
        return others;
    }

    /** Returns how many writes failed. */
    private static long run(AgentsHome agents, FailingDisk disk, Fault fault, int others, List<RunState> accepted) {
        var what = "%s after %d writes: ".formatted(fault, others);
        var enough = fault == Fault.BROKEN ? 1 : SOME;
        disk.heal();
        var chat = agents.agents().conversations().create(AgentsHome.OWNER, "", null, null);
        disk.failAfter(others, fault);
        var run = start(agents, chat);
        Awaiting.until(
                what + "the run ends or the disk fails",
                PATIENCE,
                () -> disk.faults() >= enough || run.isEmpty() || over(agents, run.get()));
        var failed = disk.faults();
        disk.heal();

        run.ifPresent(it -> Awaiting.until(what + "the run ends, " + it.id(), PATIENCE, () -> over(agents, it)));
        run.ifPresent(accepted::add);
        var again = agents.agents().runs().start(AgentsHome.OWNER, goal("once more", chat));
        Awaiting.until(what + "another run ends", PATIENCE, () -> over(agents, again));
        accepted.add(again);
        assertThat(agents.project().resolve("a.txt")).as(what).hasContent("hello");
        return failed;
    }

    /** Empty when the start was refused, which it may be with one code only. */
    private static Optional<RunState> start(AgentsHome agents, Conversation chat) {
        try {
            return Optional.of(agents.agents().runs().start(AgentsHome.OWNER, goal("work", chat)));
        } catch (AuleException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            return Optional.empty();
        }
    }

    private static Goal goal(String words, Conversation chat) {
        return Goal.of(words).in(chat.id());
    }

    /** Whether the run has ended and its conversation knows how. */
    private static boolean over(AgentsHome agents, RunState run) {
        var chat = Objects.requireNonNull(run.started().conversationId());
        return agents.run(run).status().ended()
                && agents.agents().conversations().after(chat, 0, 100).stream()
                        .filter(message -> run.id().equals(message.run()))
                        .map(Message::role)
                        .toList()
                        .equals(List.of("user", "assistant"));
    }

    /** Writes a file, reads it, and says that it is done, however often it is asked. */
    private static ChatModel model() {
        return ScriptedModel.answering(request -> {
            var results = request.messages().stream()
                    .filter(ChatModel.Message.ToolResult.class::isInstance)
                    .count();
            return switch ((int) results) {
                case 0 -> Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"hello\"}");
                case 1 -> Turn.call("read_file", "{\"path\": \"a.txt\"}");
                default -> Turn.text("done");
            };
        });
    }
}
