package aule.testkit;

import aule.testkit.WireServer.Received;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A model server that speaks its protocol over real HTTP and follows a script, faults included. */
public abstract sealed class ModelServer implements AutoCloseable
        permits OpenAiServer, OllamaServer, AnthropicServer, GeminiServer {

    private final Script<JsonNode> script;
    private final Playing playing;
    private final WireServer wire;
    private final ModelProtocol protocol;

    ModelServer(ModelProtocol protocol, Function<JsonNode, Turn> brain, int remembered) {
        this.protocol = protocol;
        script = new Script<>(brain);
        playing = new Playing(protocol, script);
        wire = new WireServer(playing::answer, remembered);
    }

    /** What a script without end says. */
    static Turn usedUp(JsonNode request) {
        return Turn.refused(400, "The script has no more turns.");
    }

    public void add(Turn... turns) {
        script.add(turns);
    }

    /**
     * From now on faults wait for something. A reset needs it where what came before must have been heard: dropping a
     * connection also drops what the other side has not read yet.
     */
    public void holdFaultsUntil(BooleanSupplier happened) {
        playing.holdFaultsUntil(happened);
    }

    public String address() {
        return wire.address();
    }

    /** The chats it was asked for, as JSON. */
    public List<JsonNode> chats() {
        return wire.received().stream()
                .filter(it -> protocol.isChat(it.path()))
                .map(it -> ModelProtocol.JSON.readTree(it.body()))
                .toList();
    }

    /** What it understood of the chats it was asked for. */
    public List<Heard> heard() {
        return chats().stream().map(protocol::heard).toList();
    }

    public List<Received> received() {
        return wire.received();
    }

    /** The most memory in use at any tenth of a flood, in bytes. */
    public long fullest() {
        return playing.fullest();
    }

    /** How many answers the client closed before they had ended. */
    public int abandoned() {
        return wire.abandoned();
    }

    @Override
    public void close() {
        wire.close();
    }
}
