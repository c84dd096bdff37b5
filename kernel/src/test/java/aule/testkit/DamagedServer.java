package aule.testkit;

import java.util.regex.Pattern;

/** A model server whose every answer is damaged, each in its own way: a chat that says {@code fault 17} gets the 17th. */
public final class DamagedServer implements AutoCloseable {

    private static final Pattern FAULT = Pattern.compile("fault (\\d+)");

    private final WireServer wire;

    private DamagedServer(ModelProtocol protocol, String secret) {
        wire = new WireServer(
                (request, out) -> {
                    var asked = FAULT.matcher(request.body());
                    var seed = asked.find() ? Long.parseLong(asked.group(1)) : 0;
                    new Damage(protocol, seed).answer(secret, out);
                },
                1);
    }

    /** @param secret what it shows in its errors */
    public static DamagedServer openAi(String secret) {
        return new DamagedServer(new OpenAiProtocol(".*"), secret);
    }

    public static DamagedServer ollama(String secret) {
        return new DamagedServer(new OllamaProtocol(), secret);
    }

    public static DamagedServer anthropic(String secret) {
        return new DamagedServer(new AnthropicProtocol(), secret);
    }

    public static DamagedServer gemini(String secret) {
        return new DamagedServer(new GeminiProtocol(), secret);
    }

    public String address() {
        return wire.address();
    }

    /** How many connections somebody still holds. */
    public int open() {
        return wire.open();
    }

    @Override
    public void close() {
        wire.close();
    }
}
