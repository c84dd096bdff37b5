package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.MessageId;
import aule.kernel.Principal;
import aule.kernel.RunId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/agents.yaml} that act on a run at work. */
final class SignalsApi {

    private static final String KILLED = "killed";
    private static final int MORE_STEPS = 25;

    record Reason(@Nullable String reason) {}

    record Signal(String signal, @Nullable String reason) {}

    record MoreSteps(@Nullable Integer steps) {}

    record NewMessage(String text) {}

    record MessageView(MessageId id, RunId runId, String sender, String text) {}

    private final Signals signals;
    private final Stops stops;
    private final RunViews views;

    SignalsApi(Signals signals, Stops stops, RunViews views) {
        this.signals = signals;
        this.stops = stops;
        this.views = views;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "pauseRun", call -> shown(pause(call, reason(call))),
                "resumeRun", call -> shown(signals.resume(call.principal(), RunsApi.id(call))),
                "cancelRun", call -> shown(cancel(call, reason(call))),
                "signalRun", this::signal,
                "continueRun", this::proceed,
                "adjustRun", this::adjust,
                "messageRun", this::message);
    }

    private Answer shown(RunState run) {
        return Answer.ok(views.of(run));
    }

    private static @Nullable String reason(Call call) {
        return call.body(Reason.class).reason();
    }

    private RunState pause(Call call, @Nullable String reason) {
        return signals.pause(call.principal(), RunsApi.id(call), said(reason, "A person paused it."));
    }

    private RunState cancel(Call call, @Nullable String reason) {
        return stops.cancel(call.principal(), RunsApi.id(call), said(reason, "A person cancelled it."));
    }

    private static String said(@Nullable String reason, String otherwise) {
        return reason == null || reason.isBlank() ? otherwise : reason.strip();
    }

    /** Signals go by their names here or by those of processes. */
    private Answer signal(Call call) {
        var wanted = call.body(Signal.class);
        Principal who = call.principal();
        return shown(
                switch (wanted.signal().toLowerCase(Locale.ROOT)) {
                    case "pause", "stop" -> pause(call, wanted.reason());
                    case "resume", "cont" -> signals.resume(who, RunsApi.id(call));
                    case "kill" -> stops.cancel(who, RunsApi.id(call), said(wanted.reason(), KILLED));
                    default -> cancel(call, wanted.reason());
                });
    }

    private Answer proceed(Call call) {
        var steps = Objects.requireNonNullElse(call.body(MoreSteps.class).steps(), MORE_STEPS);
        return shown(signals.proceed(call.principal(), RunsApi.id(call), steps));
    }

    private Answer adjust(Call call) {
        return shown(signals.adjust(call.principal(), RunsApi.id(call), call.body(RunChange.class)));
    }

    private Answer message(Call call) {
        var who = call.principal();
        var text = call.body(NewMessage.class).text().strip();
        var told = signals.tell(who.org(), who.user().value(), RunsApi.id(call), text);
        var view = new MessageView(told.messageId(), told.runId(), told.sender(), told.text());
        return Answer.accepted("/v1/runs/%s/events".formatted(told.runId()), view);
    }
}
