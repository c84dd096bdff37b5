package aule.testkit;

import aule.testkit.WireServer.Received;
import aule.testkit.WireServer.Writing;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Plays a script in a protocol. */
final class Playing {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ModelProtocol protocol;
    private final Script<JsonNode> script;

    private volatile BooleanSupplier ripe = () -> true;

    Playing(ModelProtocol protocol, Script<JsonNode> script) {
        this.protocol = protocol;
        this.script = script;
    }

    void holdFaultsUntil(BooleanSupplier happened) {
        ripe = happened;
    }

    void answer(Received request, Writing out) throws IOException {
        if (!protocol.isChat(request.path())) {
            var body = protocol.other(request);
            out.whole(body.isEmpty() ? 404 : 200, Map.of("Content-Type", "application/json"), body);
            return;
        }
        var asked = ModelProtocol.JSON.readTree(request.body());
        var objection = protocol.objection(request, asked);
        if (!objection.isEmpty()) {
            refuse(Turn.refused(400, objection), out);
            return;
        }
        switch (script.next(asked)) {
            case Turn.Answer answer -> play(answer, out);
            case Turn.Refusal it -> refuse(it, out);
            case Turn.Broken it -> breakOff(it, out);
        }
    }

    private void play(Turn.Answer answer, Writing out) throws IOException {
        var voice = begin(out);
        for (var thought : answer.thoughts()) {
            send(answer, voice.thought(thought), out);
        }
        for (var piece : answer.pieces()) {
            send(answer, voice.text(piece), out);
        }
        for (var index = 0; index < answer.calls().size(); index++) {
            for (var part : voice.call(index, answer.calls().get(index))) {
                send(answer, part, out);
            }
        }
        for (var part : voice.ending(answer)) {
            out.chunk(part);
        }
        out.end();
    }

    private ModelProtocol.Voice begin(Writing out) throws IOException {
        out.begin(200, Map.of("Content-Type", protocol.contentType()));
        var voice = protocol.voice();
        var opening = voice.opening();
        if (opening.length > 0) {
            out.chunk(opening);
        }
        return voice;
    }

    private static void send(Turn.Answer answer, byte[] frame, Writing out) throws IOException {
        pause(answer.between());
        if (!answer.bytewise()) {
            out.chunk(frame);
            return;
        }
        for (var each : frame) {
            out.chunk(new byte[] {each});
        }
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void refuse(Turn.Refusal it, Writing out) throws IOException {
        var headers = it.retryAfter().isZero()
                ? Map.of("Content-Type", "application/json")
                : Map.of("Retry-After", String.valueOf(it.retryAfter().toSeconds()));
        out.whole(it.status(), headers, protocol.refusal(it.status(), it.message()));
    }

    private void breakOff(Turn.Broken it, Writing out) throws IOException {
        var voice = begin(out);
        for (var piece : it.pieces()) {
            out.chunk(voice.text(piece));
        }
        Awaiting.until("the time for the fault has come", ripe);
        switch (it.fault()) {
            case RESET -> out.reset();
            case EARLY_END -> out.end();
            case GARBAGE -> {
                out.chunk(ModelProtocol.utf8("{\"choices\": [oops\n\n"));
                out.end();
            }
            case ERROR_INSIDE -> {
                out.chunk(voice.error("the engine fell over"));
                out.end();
            }
            case STALL -> out.stall(LONG);
            case ENDLESS -> {
                while (true) {
                    out.chunk(voice.text("again ".repeat(200)));
                }
            }
        }
    }
}
