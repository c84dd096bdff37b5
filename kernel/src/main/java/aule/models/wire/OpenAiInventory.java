package aule.models.wire;

import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The models behind an address that speaks OpenAI's protocol. */
public record OpenAiInventory(Server server, Ids ids) implements Inventory {

    /** The list holds more than what chats. */
    private static final Pattern NO_CHAT = Pattern.compile(
            "(?i).*(embed|whisper|tts|dall-e|moderation|image|audio|realtime|transcribe|babbage|davinci|sora|rerank).*");

    @Override
    public List<ModelSpec> look() throws InterruptedException {
        var data = server.get("/models", PATIENCE).path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .map(it -> Json.text(it, "id"))
                .filter(it -> !it.isEmpty() && !NO_CHAT.matcher(it).matches())
                .map(this::spec)
                .toList();
    }

    /** A model by its name alone: what it can do nobody tells here, so that it is taken to do what most do. */
    public ModelSpec spec(String name) {
        return new ModelSpec(
                server.name() + "/" + name,
                name,
                server.name(),
                Inventory.role(name, ""),
                "",
                server.base(),
                isLocal(),
                true,
                null,
                new ModelSpec.Supports(true, false, true));
    }

    private boolean isLocal() {
        var host = URI.create(server.base()).getHost();
        return host != null && host.matches("localhost|127\\..*|\\[::1]");
    }

    @Override
    public ChatModel client(ModelSpec spec) {
        return new OpenAiModel(spec, server, ids, OpenAiModel.PATIENCE);
    }
}
