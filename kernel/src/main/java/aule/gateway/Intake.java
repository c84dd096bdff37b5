package aule.gateway;

import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.kernel.Principal;
import aule.schema.Json;
import aule.schema.Operation;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a request brings and holds it against the contract, before any handler sees it. */
final class Intake {

    static final int JSON_LIMIT = 1024 * 1024;
    static final long UPLOAD_LIMIT = 50L * 1024 * 1024;
    private static final int IN_MEMORY = 64 * 1024;
    private static final String MULTIPART_CONFIG = "org.eclipse.jetty.multipartConfig";
    private static final String TEMP = System.getProperty("java.io.tmpdir");

    /** @throws AuleException with {@code INVALID} and every fault there is, or {@code TOO_LARGE} */
    HttpCall take(Context http, Operation operation, Principal principal, String requestId) throws IOException {
        var faults = new ArrayList<>(operation.faultsOfPath(http.pathParamMap()));
        faults.addAll(operation.faultsOfQuery(query(http, faults)));
        var content = content(http, operation);
        if (content instanceof HttpCall.Content.Document(var node)) {
            faults.addAll(operation.faultsOf(node));
        }
        if (!faults.isEmpty()) {
            throw new AuleException(ErrorCode.INVALID, sentence(faults), faults);
        }
        return new HttpCall(http, principal, requestId, content);
    }

    private static Map<String, String> query(Context http, List<Fault> faults) {
        var query = new HashMap<String, String>();
        http.queryParamMap().forEach((name, values) -> {
            query.put(name, values.getFirst());
            if (values.size() > 1) {
                faults.add(new Fault("/query/" + name, "The parameter '%s' may be given once.".formatted(name)));
            }
        });
        return query;
    }

    private static HttpCall.Content content(Context http, Operation operation) throws IOException {
        return switch (operation.body()) {
            case NONE -> nothing(http);
            case JSON -> document(http, operation);
            case MULTIPART -> parts(http);
            case BYTES -> {
                refuseOver(http, UPLOAD_LIMIT);
                yield new HttpCall.Content.Raw(new LimitedStream(http.req().getInputStream(), UPLOAD_LIMIT));
            }
        };
    }

    /** Some clients send an empty object where nothing is asked for. */
    private static HttpCall.Content nothing(Context http) throws IOException {
        var bytes = bytes(http);
        if (bytes.length > 0 && !Json.parse(bytes).isEmpty()) {
            throw new AuleException(ErrorCode.INVALID, "This operation takes no body; send none.");
        }
        return new HttpCall.Content.Nothing();
    }

    private static HttpCall.Content document(Context http, Operation operation) throws IOException {
        var bytes = bytes(http);
        if (bytes.length == 0 && !operation.bodyRequired()) {
            return new HttpCall.Content.Nothing();
        }
        refuseOtherType(http, "application/json");
        return new HttpCall.Content.Document(Json.parse(bytes));
    }

    private static byte[] bytes(Context http) throws IOException {
        refuseOver(http, JSON_LIMIT);
        return new LimitedStream(http.req().getInputStream(), JSON_LIMIT).readAllBytes();
    }

    private static HttpCall.Content parts(Context http) throws IOException {
        refuseOtherType(http, "multipart/form-data");
        refuseOver(http, UPLOAD_LIMIT + IN_MEMORY);
        http.req()
                .setAttribute(
                        MULTIPART_CONFIG,
                        new MultipartConfigElement(TEMP, UPLOAD_LIMIT, UPLOAD_LIMIT + IN_MEMORY, IN_MEMORY));
        try {
            return new HttpCall.Content.Parts(
                    http.req().getParts().stream().map(FilePart::new).toList());
        } catch (ServletException | IllegalStateException | IOException e) {
            throw tooLong(e)
                    ? LimitedStream.tooLarge(UPLOAD_LIMIT)
                    : new AuleException(ErrorCode.INVALID, "The multipart body is broken; send it again.", e);
        }
    }

    /** The server tells only in words that a part was too long. */
    private static boolean tooLong(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (words.contains("exceeded") || words.contains("too large")) {
                return true;
            }
        }
        return false;
    }

    private static void refuseOver(Context http, long limit) {
        if (http.req().getContentLengthLong() > limit) {
            throw LimitedStream.tooLarge(limit);
        }
    }

    private static void refuseOtherType(Context http, String type) {
        var sent = http.contentType() == null
                ? ""
                : String.valueOf(http.contentType()).split(";", 2)[0].strip();
        if (!sent.equalsIgnoreCase(type)) {
            throw new AuleException(
                    ErrorCode.INVALID, "This operation takes %s; say so in Content-Type.".formatted(type));
        }
    }

    static String sentence(List<Fault> faults) {
        var first = faults.getFirst();
        var more = faults.size() == 1 ? "" : " There are %d problems in all.".formatted(faults.size());
        return "%s: %s%s".formatted(first.pointer().isEmpty() ? "/" : first.pointer(), first.message(), more);
    }
}
