package aule.models.wire;

import aule.egress.Egress;
import aule.egress.Patience;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.testkit.ModelServer;
import aule.testkit.OllamaServer;
import aule.testkit.ServedModelContract;

class OllamaModelTests extends ServedModelContract {

    private final OllamaServer server = new OllamaServer();

    @Override
    protected ModelServer server() {
        return server;
    }

    @Override
    protected ChatModel client(Egress egress, Patience patience) {
        var abilities = new ModelSpec.Supports(true, true, true);
        var spec =
                new ModelSpec("ollama/llama3.2", "llama3.2", "ollama", "general", "", "", true, true, 8192, abilities);
        return new OllamaModel(
                spec, OllamaModel.Habits.THINKING, new Server("ollama", server.address(), KEY, egress), ids, patience);
    }
}
