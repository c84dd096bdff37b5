package aule.gateway;

import aule.schema.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two requests ask for the same. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Operation operation, HttpCall call) throws IOException {
        var digest = sha256();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            text(out, operation.id());
            text(out, call.http().path());
            text(out, String.valueOf(call.http().queryString()));
            switch (call.content()) {
                case HttpCall.Content.Nothing _ -> {}
                case HttpCall.Content.Document(var node) -> text(out, node.toString());
                case HttpCall.Content.Raw _ ->
                    text(out, Long.toString(call.http().req().getContentLengthLong()));
                case HttpCall.Content.Parts(var parts) -> {
                    for (var part : parts) {
                        text(out, part.name());
                        text(out, part.filename());
                        copy(part.open(), out);
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void copy(InputStream content, OutputStream out) throws IOException {
        try (content) {
            content.transferTo(out);
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256; use another JDK 25.", e);
        }
    }
}
