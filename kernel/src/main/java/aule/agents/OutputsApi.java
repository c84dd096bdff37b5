package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.RunId;
import aule.tools.Archive;
import java.util.Map;

/** Hands out the outputs of tools that were too long for a model. */
final class OutputsApi {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String HARMLESS = "sandbox; default-src 'none'";

    private final Archive archive;

    OutputsApi(Archive archive) {
        this.archive = archive;
    }

    Map<String, Operations.Handler> handlers() {
        return Map.of("readRunOutput", this::read);
    }

    private Answer read(Call call) {
        var run = new RunId(call.path("id"));
        var output = archive.find(call.principal().org(), run, call.path("handle"));
        return Answer.bytes(TEXT, output.bytes(), output.source()::open)
                .with("Content-Security-Policy", HARMLESS)
                .with("Cache-Control", "private, no-cache")
                .with("Content-Disposition", "inline; filename=\"%s.txt\"".formatted(output.handle()));
    }
}
