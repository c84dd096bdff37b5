package aule.testkit;

import aule.testkit.WireServer.Received;
import aule.testkit.WireServer.Writing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** Plays a script in a protocol. */
final class Playing {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static final int FLOOD = 100 << 20;
    private static final int MILESTONE = 10 << 20;
    private static final int PIECE = 64 << 10;

    private final AtomicLong fullest = new AtomicLong();
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
        if (it.fault() == Turn.Fault.MUTE) {
            out.stall(LONG);
            return;
        }
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
            case STALL, MUTE -> out.stall(LONG);
            case CUT_CHARACTER -> cut(voice.text("aça"), "ç", out);
            case CUT_CALL -> {
                for (var part : voice.call(0, new Turn.Call("read_file", "{\"path\":\"cut\"}"))) {
                    cut(part, "cut", out);
                }
            }
            case ONE_LINE -> flood("x".repeat(PIECE), out);
            case NOISE -> flood(protocol.noise().repeat(PIECE / protocol.noise().length()), out);
            case ENDLESS -> {
                while (true) {
                    out.chunk(voice.text("again ".repeat(200)));
                }
            }
        }
    }

    /** Sends a frame up to the first byte of a text in it, and ends. A frame without it goes out whole. */
    private static void cut(byte[] frame, String at, Writing out) throws IOException {
        var place = new String(frame, StandardCharsets.ISO_8859_1)
                .indexOf(new String(ModelProtocol.utf8(at), StandardCharsets.ISO_8859_1));
        out.chunk(place < 0 ? frame : Arrays.copyOf(frame, place + 1));
        if (place >= 0) {
            out.end();
        }
    }

    private void flood(String piece, Writing out) throws IOException {
        var bytes = ModelProtocol.utf8(piece);
        for (var sent = 0; sent < FLOOD; sent += bytes.length) {
            if (sent / MILESTONE != (sent - bytes.length) / MILESTONE) {
                fullest.accumulateAndGet(inUse(), Math::max);
            }
            out.chunk(bytes);
        }
        out.end();
    }

    /** The most memory in use at any tenth of a flood. */
    long fullest() {
        return fullest.get();
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
