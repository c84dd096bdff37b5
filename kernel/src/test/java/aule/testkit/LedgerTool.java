package aule.testkit;

import aule.kernel.ToolName;
import aule.tools.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Has the {@link Ledger} outside the kernel write something down, by one request that nobody repeats by himself. */
public final class LedgerTool implements Tool {

    /** Can be called again with the same idempotency key. */
    public static final String PUT = "ledger_put";

    /** Must not be repeated. */
    public static final String PAY = "ledger_pay";

    /** Must not be repeated either, and a person is asked before. */
    public static final String SIGN = "ledger_sign";

    /** What allows all that, and asks about the last. */
    public static final String POLICY = """
            rules:
              - id: signing
                when: tool == '%s'
                answer: confirm
                reason: Somebody has to sign.
              - id: everything
                when: 'true'
                answer: allow
                reason: It is only a ledger.
            """.formatted(SIGN);

    public record Input(String label) {}

    private final Spec spec;
    private final int port;

    private LedgerTool(String name, boolean idempotent, int port) {
        this.spec = new Spec(
                new ToolName(name),
                "Writes a label into the ledger.",
                Input.class,
                Effect.EXTERNAL,
                idempotent,
                Duration.ofSeconds(30));
        this.port = port;
    }

    /** All of them, for the ledger that listens on a port. */
    static List<Tool> all(int port) {
        return List.of(
                new LedgerTool(PUT, true, port), new LedgerTool(PAY, false, port), new LedgerTool(SIGN, false, port));
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public boolean changesFiles() {
        return false;
    }

    @Override
    public Result call(Call call) {
        var label = call.as(Input.class).label().getBytes(StandardCharsets.UTF_8);
        var head = "POST /%s HTTP/1.1\r\nIdempotency-Key: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(spec.name(), call.idempotencyKey(), label.length);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(label);
            out.flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.endsWith("written") ? Result.success("written") : Result.failure("The ledger broke off.");
        } catch (IOException failure) {
            return Result.failure("The ledger cannot be reached.");
        }
    }
}
