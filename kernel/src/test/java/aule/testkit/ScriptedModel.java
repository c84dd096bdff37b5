package aule.testkit;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.Loss;
import aule.models.ModelSpec;
import aule.models.Price;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model that says what a test tells it to, and keeps what it was asked. */
public final class ScriptedModel implements ChatModel {

    private static final ModelSpec.Supports ALL = new ModelSpec.Supports(true, true, true);

    private final ModelSpec spec;
    private final Script<Request> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();

    private ScriptedModel(ModelSpec spec, Script<Request> script) {
        this.spec = spec;
        this.script = script;
    }

    /** Takes these turns in order and complains when they are used up. */
    public static ScriptedModel saying(Turn... turns) {
        var model = answering(_ -> Turn.refused(500, "The script has no more turns."));
        model.add(turns);
        return model;
    }

    /** Decides at each request. */
    public static ScriptedModel answering(Function<Request, Turn> brain) {
        return new ScriptedModel(able("model", ALL), new Script<>(brain));
    }

    /** A scripted model that can do everything, at a price; null if nobody knows it. */
    public static ModelSpec spec(String name, @Nullable Price price) {
        return able(name, ALL).withPrice(price);
    }

    public static ModelSpec able(String name, ModelSpec.Supports can) {
        return new ModelSpec("scripted/" + name, name, "scripted", "general", "", "", true, true, 100_000, can);
    }

    /** The same script under another name or with other abilities. */
    public ScriptedModel as(ModelSpec other) {
        return new ScriptedModel(other, script);
    }

    public void add(Turn... turns) {
        script.add(turns);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        requests.add(request);
        return switch (script.next(request)) {
            case Turn.Answer answer -> play(answer, listener);
            case Turn.Refusal refusal -> throw refusal(refusal);
            case Turn.Broken(var pieces, var fault) -> throw broken(request, pieces, fault, listener);
        };
    }

    private AuleException broken(Request request, List<String> pieces, Turn.Fault fault, Listener listener)
            throws InterruptedException {
        pieces.forEach(listener::text);
        try {
            if (fault == Turn.Fault.STALL) {
                new CountDownLatch(1).await();
            }
            return new AuleException(ErrorCode.PROVIDER_ERROR, "%s broke off: %s.".formatted(spec.id(), fault));
        } finally {
            var came = String.join("", pieces).getBytes(StandardCharsets.UTF_8).length;
            listener.lost(Loss.of(request, TokenUsage.NONE, came, 0));
        }
    }

    private AuleException refusal(Turn.Refusal it) {
        var code = switch (it.status()) {
            case 429 -> ErrorCode.RATE_LIMITED;
            case 503 -> ErrorCode.UNAVAILABLE;
            default -> ErrorCode.PROVIDER_ERROR;
        };
        var failure =
                new AuleException(code, "%s failed (HTTP %d): %s".formatted(spec.id(), it.status(), it.message()));
        if (it.status() < 429) {
            return failure.lasting();
        }
        return it.retryAfter().isZero() ? failure : failure.after(it.retryAfter());
    }

    private Reply play(Turn.Answer answer, Listener listener) throws InterruptedException {
        for (var thought : answer.thoughts()) {
            Thread.sleep(answer.between());
            listener.thought(thought);
        }
        for (var piece : answer.pieces()) {
            Thread.sleep(answer.between());
            listener.text(piece);
        }
        return new Reply(
                String.join("", answer.pieces()),
                String.join("", answer.thoughts()),
                answer.calls().stream().map(this::call).toList(),
                answer.finish(),
                answer.usage(),
                0,
                0,
                "resp-" + replies.incrementAndGet());
    }

    private ToolCall call(Turn.Call call) {
        return new ToolCall("call-scripted-" + calls.incrementAndGet(), call.tool(), call.arguments());
    }
}
