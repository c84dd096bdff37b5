package aule.bench;

import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What many agents at once cost, each with ten calls that do nothing and an answer: steps a second, processor time a
 * step and the heap's peak, on a model that answers at once and on one that takes a while; and the same in a bare loop
 * without a kernel. The arguments are the numbers of agents, then the milliseconds that a model takes.
 */
public final class AgentsBench {

    private static final int STEPS = BenchModel.CALLS + 1;

    private AgentsBench() {}

    /** Something that has so many agents work. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var few = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        var many = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        var slow = Duration.ofMillis(args.length > 2 ? Integer.parseInt(args[2]) : 200);
        for (var thinking : List.of(Duration.ZERO, slow)) {
            compare(System.out, thinking, few, many);
        }
    }

    private static void compare(PrintStream out, Duration thinking, int few, int many)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("agents-bench");
        var model = new BenchModel(thinking);
        try (var home = AgentsHome.open(folder, model)) {
            kernel(home, 100); // warm up
            bare(model, 100);
            for (var agents : List.of(few, many)) {
                var name = "%d agents, model of %d ms".formatted(agents, thinking.toMillis());
                measure(out, name + ", kernel", agents, () -> kernel(home, agents));
                measure(out, name + ", bare loop", agents, () -> bare(model, agents));
            }
        } finally {
            delete(folder);
        }
    }

    private static void kernel(AgentsHome home, int agents) {
        var runs = IntStream.range(0, agents).mapToObj(_ -> home.start("work")).toList();
        runs.forEach(home::ended);
    }

    private static void bare(ChatModel model, int agents) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = Collections.nCopies(agents, Executors.callable(() -> think(model)));
            for (var done : threads.invokeAll(tasks)) {
                done.resultNow();
            }
        }
    }

    /** The same steps with nothing between them but the list of messages. */
    private static void think(ChatModel model) {
        var messages = new ArrayList<Message>(List.of(new Message.User("work")));
        while (true) {
            var reply = ask(model, messages);
            if (reply.toolCalls().isEmpty()) {
                return;
            }
            var call = reply.toolCalls().getFirst();
            messages.add(new Message.Assistant("", List.of(call)));
            messages.add(new Message.ToolResult(call.id(), new ToolName("think"), true, "ok"));
        }
    }

    private static ChatModel.Reply ask(ChatModel model, List<Message> messages) {
        try {
            var request = new ChatModel.Request("You are an agent.", messages, List.of(), 8_192, null);
            return model.chat(request, ChatModel.Listener.NONE);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void measure(PrintStream out, String what, int agents, Work work) throws InterruptedException {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        var began = System.nanoTime();
        var busy = cpu();
        work.run();
        var seconds = (System.nanoTime() - began) / 1e9;
        var spent = (cpu() - busy) / 1e6;
        var steps = agents * STEPS;
        var peak = heap().stream().mapToLong(it -> it.getPeakUsage().getUsed()).sum() / 1e6;
        out.printf(
                "%s: %.0f steps/s, %.3f ms of processor time a step, heap at most %.0f MB%n",
                what, steps / seconds, spent / steps, peak);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(it -> it.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
