package aule.tools;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.terminals.Shared;
import aule.terminals.Terminals;
import aule.terminals.Typist;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types into a terminal that a person shares, and reads what that brings up. */
final class TerminalWrite implements Tool {

    record Input(
            @Describe("Keys; \\n is Enter, \\u0003 Ctrl-C.") String text,

            @Describe("Which, if several are shared.") @Nullable
            String terminal,

            @Describe(value = "How long to wait for output; 5 if absent.", min = 1, max = 60) @Nullable
            Integer waitSeconds) {}

    static final ToolName NAME = new ToolName("terminal_write");

    private static final Duration QUIET = Duration.ofMillis(400);
    private static final int PATIENCE = 5;
    private static final int LONGEST = 8 * 1024;

    private static final Spec SPEC = new Spec(
                    NAME,
                    "Type into the terminal a person shares with you.",
                    Input.class,
                    Effect.WRITE,
                    false,
                    Duration.ofSeconds(70))
            .neededSeldom();

    private final Terminals terminals;

    TerminalWrite(Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    /** What a half line becomes with the rest of it is what counts. */
    @Override
    public Reach reach(Call call) {
        return new Reach(List.of(), 0, typed(call) + call.as(Input.class).text());
    }

    private String typed(Call call) {
        try {
            return shared(call).typed();
        } catch (AuleException none) {
            return ""; // the call itself tells why there is none
        }
    }

    @Override
    public String preview(Call call) {
        return call.as(Input.class).text();
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        if (input.text().isEmpty() || input.text().length() > LONGEST) {
            return Result.failure(
                    ErrorCode.INVALID.wire(),
                    "Type 1 to %,d characters at a time; write longer text into a file.".formatted(LONGEST));
        }
        var shared = shared(call);
        var before = shared.said();
        var typist = typist(call, shared);
        shared.type(
                typist,
                origin(call, shared, typist),
                input.text().replace("\r\n", "\r").replace('\n', '\r'));
        var patience = input.waitSeconds() == null ? PATIENCE : input.waitSeconds();
        shared.awaitQuiet(before, QUIET, Duration.ofSeconds(patience));
        return Result.success(shown(shared, before));
    }

    private static Typist typist(Call call, Shared shared) {
        return call.run() == null || call.callId().equals(ByHand.CALL)
                ? shared.person(call.owner())
                : Typist.agent(call.run());
    }

    private Shared shared(Call call) {
        var named = call.as(Input.class).terminal();
        return terminals.shared(call.org(), call.project(), named == null ? "" : named);
    }

    private static Journal.Origin origin(Call call, Shared shared, Typist typist) {
        var run = typist.run();
        var actor = run == null ? call.owner().value() : run.value();
        return new Journal.Origin(call.org(), call.project(), actor, shared.id().value(), null, Journal.NO_LEASE);
    }

    static String shown(Shared shared, long offset) {
        var part = shared.read(offset, TerminalRead.LONGEST);
        var text = PlainScreen.of(part.text());
        var left = part.offset() > offset ? "[What was said before is left out.]\n" : "";
        var state = shared.running() ? "" : " Its shell has ended.";
        return "%s%s\n[%s, read on after %d.%s]".formatted(left, text, shared.id(), part.end(), state);
    }
}
