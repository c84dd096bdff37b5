package aule.testkit;

import aule.testkit.WireServer.Writing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that goes wrong with one answer, by chance and the same for the same seed. */
final class Damage {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FLOOD = 100 << 20;

    private static final List<Integer> STATUSES =
            List.of(204, 301, 400, 401, 402, 403, 404, 408, 409, 413, 418, 422, 429, 500, 502, 503, 504, 529);

    private final ModelProtocol protocol;
    private final Random chance;

    Damage(ModelProtocol protocol, long seed) {
        this.protocol = protocol;
        this.chance = new Random(seed);
    }

    /** @param secret what a careless server would show in its errors */
    void answer(String secret, Writing out) throws IOException {
        switch (chance.nextInt(16)) {
            case 0, 1 -> out.whole(pick(STATUSES), Map.of("Content-Type", "application/json"), refusal(secret));
            case 2 -> out.stall(LONG);
            case 3 -> out.reset();
            case 4 -> out.noise(bytes(200));
            case 5 -> out.whole(200, Map.of("Content-Type", "application/json"), refusal(secret));
            case 6 -> flood(out);
            default -> stream(secret, out);
        }
    }

    private String refusal(String secret) {
        return switch (chance.nextInt(8)) {
            case 0 -> "";
            case 1 -> "<html><body>Bad gateway</body></html>";
            case 2 -> "[".repeat(100_000);
            case 3 -> "{\"error\": {\"message\": 17, \"code\": {}, \"details\": \"" + secret + "\"}}";
            case 4 -> "x".repeat(2 << 20);
            case 5 -> "x".repeat(chance.nextInt(300)) + secret;
            default -> protocol.refusal(pick(STATUSES), "The key " + secret + " is not liked.");
        };
    }

    private void flood(Writing out) throws IOException {
        begin(out);
        var pieces = List.of("x", protocol.noise(), "data: ", "{", "\u0000", "data: {}\n\n", "{}\n");
        var piece = ModelProtocol.utf8(pick(pieces).repeat(8_192));
        for (var sent = 0; sent < FLOOD; sent += piece.length) {
            out.chunk(piece);
        }
        out.end();
    }

    private void stream(String secret, Writing out) throws IOException {
        var frames = frames();
        var at = chance.nextInt(frames.size());
        switch (chance.nextInt(6)) {
            case 0 -> frames.set(at, twisted(frames.get(at), secret));
            case 1 -> frames.remove(at);
            case 2 -> frames.add(at, frames.get(chance.nextInt(frames.size())));
            case 3 -> frames.set(at, flipped(frames.get(at)));
            case 4 -> frames.add(at, bytes(64));
            default -> frames.set(at, twisted(twisted(frames.get(at), secret), secret));
        }
        begin(out);
        var all = joined(frames);
        var end = chance.nextBoolean() ? all.length : chance.nextInt(all.length + 1);
        for (var from = 0; from < end; ) {
            var to = Math.min(end, from + 1 + chance.nextInt(200));
            out.chunk(Arrays.copyOfRange(all, from, to));
            from = to;
        }
        leave(out);
    }

    private void leave(Writing out) throws IOException {
        switch (chance.nextInt(4)) {
            case 0 -> out.reset();
            case 1 -> out.stall(LONG);
            default -> out.end();
        }
    }

    private void begin(Writing out) throws IOException {
        var type = chance.nextInt(8) == 0 ? "application/json" : protocol.contentType();
        out.begin(200, Map.of("Content-Type", type));
    }

    /** A whole answer with a thought, text and two calls. */
    private List<byte[]> frames() {
        var voice = protocol.voice();
        var frames = new ArrayList<byte[]>();
        frames.add(voice.opening());
        frames.add(voice.thought("hm, açaí"));
        frames.add(voice.text("Bom dia 🎉"));
        frames.add(voice.text(" ñ"));
        frames.addAll(voice.call(0, new Turn.Call("read_file", "{\"path\":\"a\"}")));
        frames.addAll(voice.call(1, new Turn.Call("read_file", "{\"path\":\"ç\"}")));
        frames.addAll(
                voice.ending(Turn.text().ending(pick(List.of("stop", "tool_calls", "length", "content_filter")))));
        return frames;
    }

    /** The frame with one value in its JSON replaced by another. */
    private byte[] twisted(byte[] frame, String secret) {
        var text = new String(frame, StandardCharsets.UTF_8);
        var from = text.indexOf('{');
        var to = text.indexOf('\n', Math.max(0, from));
        if (from < 0 || to < 0) {
            return frame;
        }
        if (!(ModelProtocol.JSON.readTree(text.substring(from, to)) instanceof ObjectNode json)) {
            return frame;
        }
        var places = new ArrayList<ObjectNode>();
        collect(json, places);
        var place = pick(places);
        var names = new ArrayList<>(place.propertyNames());
        if (names.isEmpty()) {
            return frame;
        }
        place.set(pick(names), value(secret));
        return ModelProtocol.utf8(
                text.substring(0, from) + ModelProtocol.JSON.writeValueAsString(json) + text.substring(to));
    }

    private static void collect(JsonNode node, List<ObjectNode> places) {
        if (node instanceof ObjectNode object) {
            places.add(object);
        }
        node.forEach(it -> collect(it, places));
    }

    private JsonNode value(String secret) {
        var texts = List.of(
                "null",
                "[]",
                "{}",
                "\"" + secret + "\"",
                "-1",
                "1e400",
                "123456789012345678901234567890",
                "0.5",
                "true",
                "[[{}]]",
                "{\"message\":\"" + secret + "\"}",
                "\"" + "long ".repeat(2_000) + "\"");
        return ModelProtocol.JSON.readTree(pick(texts));
    }

    private byte[] flipped(byte[] frame) {
        var copy = frame.clone();
        for (var times = 0; times < 3 && copy.length > 0; times++) {
            copy[chance.nextInt(copy.length)] = (byte) chance.nextInt(256);
        }
        return copy;
    }

    private byte[] bytes(int most) {
        var bytes = new byte[1 + chance.nextInt(most)];
        chance.nextBytes(bytes);
        return bytes;
    }

    private <T> T pick(List<T> list) {
        return list.get(chance.nextInt(list.size()));
    }

    private static byte[] joined(List<byte[]> frames) {
        var all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
