package aule.agents.loop;

import aule.models.ChatModel.Message;
import aule.models.ChatModel.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How long a growing prompt is and what its hash is, without going over it again at every step. */
final class PromptSize {

    private final MessageDigest digest;
    private long bytes;

    PromptSize() {
        this(sha256(), 0);
    }

    private PromptSize(MessageDigest digest, long bytes) {
        this.digest = digest;
        this.bytes = bytes;
    }

    /** The same prompt with one message more. */
    PromptSize and(Message message) {
        var longer = new PromptSize(copy(), bytes);
        longer.add(message);
        return longer;
    }

    void add(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        digest.update(encoded);
        digest.update((byte) 0);
        bytes += encoded.length;
    }

    void add(ToolSpec tool) {
        add(tool.name().value());
        add(tool.description());
        add(tool.parameters());
    }

    /** Bytes of one message. */
    static long of(Message message) {
        var alone = new PromptSize();
        alone.add(message);
        return alone.bytes;
    }

    void add(Message message) {
        switch (message) {
            case Message.User said -> add(said.text());
            case Message.Assistant said -> {
                add(said.text());
                for (var call : said.toolCalls()) {
                    add(call.name());
                    add(call.arguments());
                }
            }
            case Message.ToolResult result -> add(result.output());
        }
    }

    long bytes() {
        return bytes;
    }

    String sha256Hex() {
        return HexFormat.of().formatHex(copy().digest());
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned", impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
