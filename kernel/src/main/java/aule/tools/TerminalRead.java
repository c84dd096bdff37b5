package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.terminals.Terminals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what a shared terminal shows. */
final class TerminalRead implements Tool {

    record Input(
            @Describe("Which, if several are shared.") @Nullable
            String terminal,

            @Describe(value = "Only what was said after this offset.", min = 0) @Nullable
            Long after) {}

    static final int LONGEST = 12 * 1024;

    private static final Spec SPEC = new Spec(
                    new ToolName("terminal_read"),
                    "Read the terminal a person shares with you.",
                    Input.class,
                    Effect.READ,
                    true,
                    Duration.ofSeconds(10))
            .neededSeldom();

    private final Terminals terminals;

    TerminalRead(Terminals terminals) {
        this.terminals = terminals;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var shared = terminals.shared(call.org(), call.project(), input.terminal() == null ? "" : input.terminal());
        return Result.success(TerminalWrite.shown(shared, input.after() == null ? 0 : input.after()));
    }
}
