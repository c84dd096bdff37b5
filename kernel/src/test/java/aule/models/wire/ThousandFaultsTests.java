package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolSpec;
import aule.testkit.Awaiting;
import aule.testkit.DamagedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand answers that go wrong by chance, each in its own way, over all protocols. */
class ThousandFaultsTests {

    private static final int FAULTS = 1_000;
    private static final int AT_ONCE = 24;
    private static final String KEY = "sk-never-to-be-seen-42";

    private static final Patience HASTY = new Patience(
            Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofMillis(200), Duration.ofSeconds(2), 8L << 20);

    private static final ToolSpec READ =
            new ToolSpec(new ToolName("read_file"), "Reads a file.", "{\"type\":\"object\"}");

    /** What a person can do. */
    private static final List<String> REMEDIES = List.of(
            "Try again", "choose another model", "Choose a model", "Enter a key", "Check that", "Look at the account");

    private final AtomicLong counted = new AtomicLong();
    private final Ids ids = () -> new UUID(7L, counted.incrementAndGet());

    private record Served(DamagedServer server, ChatModel model) {}

    private List<Served> served(Egress egress) {
        var openAi = DamagedServer.openAi(KEY);
        var openAis = new OpenAiInventory(new Server("openai", openAi.address(), KEY, egress), ids);
        var ollama = DamagedServer.ollama(KEY);
        var ollamas = new OllamaInventory(new Server("ollama", ollama.address(), KEY, egress), ids);
        var anthropic = DamagedServer.anthropic(KEY);
        var anthropics = AnthropicInventory.server("anthropic", anthropic.address(), KEY, egress);
        var gemini = DamagedServer.gemini(KEY);
        var geminis = GeminiInventory.server("gemini", gemini.address(), KEY, egress);
        return List.of(
                new Served(openAi, new OpenAiModel(openAis.spec("gpt-5.2"), openAis.server(), ids, HASTY)),
                new Served(
                        ollama,
                        new OllamaModel(
                                ollamas.spec("llama3.2"),
                                OllamaModel.Habits.THINKING,
                                new Server("ollama", ollama.address(), KEY, egress),
                                ids,
                                HASTY)),
                new Served(anthropic, client(new AnthropicInventory(anthropics, ids, HASTY), "claude-opus-5-5")),
                new Served(gemini, client(new GeminiInventory(geminis, ids, HASTY), "gemini-3.1-pro-preview")));
    }

    private static ChatModel client(Inventory inventory, String name) {
        return inventory.client(inventory.spec(name));
    }

    @Test
    @Timeout(240)
    void eachEndsInTimeInLittleMemoryAndInASentenceThatHelps() throws InterruptedException, ExecutionException {
        var before = inUse();
        try (var room = EgressRoom.open()) {
            var all = served(room.egress());
            var ends = new ArrayList<Future<End>>();
            var places = new Semaphore(AT_ONCE);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var fault = 0; fault < FAULTS; fault++) {
                    ends.add(threads.submit(chat(all.get(fault % all.size()).model(), fault, places)));
                }
            }
            var failed = 0;
            for (var end : ends) {
                assertThat(end.get().objection()).isEmpty();
                failed += end.get().failed() ? 1 : 0;
            }
            assertThat(failed).as("answers that were really damaged").isGreaterThan(FAULTS / 2);
            for (var each : all) {
                Awaiting.until("every connection is closed", () -> each.server().open() == 0);
                each.server().close();
            }
            assertThat(inUse() - before).isLessThan(64L << 20);
        }
    }

    /** How a chat ends, and what is wrong with that; empty for nothing. */
    private record End(boolean failed, String objection) {}

    private static Callable<End> chat(ChatModel model, int fault, Semaphore places) {
        var request = new Request("", List.of(new Message.User("fault " + fault)), List.of(READ), 100, null);
        return () -> {
            places.acquire();
            try {
                model.chat(request, Listener.NONE);
                return new End(false, "");
            } catch (AuleException e) {
                return new End(true, objection(e, model.spec().id()));
            } catch (RuntimeException e) {
                return new End(
                        true,
                        "Fault %d over %s: %s".formatted(fault, model.spec().id(), e));
            } finally {
                places.release();
            }
        };
    }

    private static String objection(AuleException failure, String id) {
        var sentence = failure.sentence();
        var known = List.of(ErrorCode.PROVIDER_ERROR, ErrorCode.UNAVAILABLE, ErrorCode.RATE_LIMITED);
        var fine = known.contains(failure.code())
                && sentence.startsWith(id)
                && REMEDIES.stream().anyMatch(sentence::contains)
                && !sentence.contains(KEY);
        return fine ? "" : failure.code() + ": " + sentence;
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
