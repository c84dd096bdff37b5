package aule.models.wire;

import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer that says no.
 *
 * @param header how long the server's {@code Retry-After} asks to wait, null for nothing
 */
record Refusal(
        int status, String body, JsonNode json, @Nullable Duration header) {

    /** Why a server says no. */
    enum Kind {
        KEY(
                ErrorCode.PROVIDER_ERROR,
                false,
                "%s refuses %s (%s): %s",
                "Enter a key that may use it under Settings → Models."),
        BILL(
                ErrorCode.RATE_LIMITED,
                false,
                "%s is not paid for (%s): %s",
                "Look at the account at the provider, or choose another model."),
        UNKNOWN(
                ErrorCode.PROVIDER_ERROR,
                false,
                "%s is not known at %s (%s): %s",
                "Choose a model that it lists, or correct the address under Settings → Models."),
        BUSY(
                ErrorCode.RATE_LIMITED,
                true,
                "%s takes no more requests now (%s): %s",
                "Wait a little, or choose another model."),
        AWAY(
                ErrorCode.UNAVAILABLE,
                true,
                "%s is not available now (%s): %s",
                "Try again later, or choose another model."),
        BROKEN(ErrorCode.PROVIDER_ERROR, true, "%s failed (%s): %s", "Try again, or choose another model."),
        REQUEST(
                ErrorCode.PROVIDER_ERROR,
                false,
                "%s refuses the request (%s): %s",
                "Ask in another way, or choose another model.");

        private final ErrorCode code;
        private final boolean passes;
        private final String pattern;
        private final String remedy;

        Kind(ErrorCode code, boolean passes, String pattern, String remedy) {
            this.code = code;
            this.passes = passes;
            this.pattern = pattern;
            this.remedy = remedy;
        }

        ErrorCode code() {
            return code;
        }

        /** Whether waiting may help. */
        boolean passes() {
            return passes;
        }

        String remedy() {
            return remedy;
        }

        String sentence(String who, Server server, String status, String told) {
            var said = Blame.ended(told);
            var sentence = switch (this) {
                case KEY ->
                    pattern.formatted(who, server.key() == null ? "a call without a key" : "the key", status, said);
                case UNKNOWN -> pattern.formatted(who, server.base(), status, said);
                case BILL, BUSY, AWAY, BROKEN, REQUEST -> pattern.formatted(who, status, said);
            };
            return sentence + " " + remedy;
        }
    }

    /** What providers call their errors, where it says more than the status. */
    private static final Map<String, Kind> NAMES = Map.ofEntries(
            Map.entry("insufficient_quota", Kind.BILL),
            Map.entry("billing_hard_limit_reached", Kind.BILL),
            Map.entry("enforced_spend_limit_reached", Kind.BILL),
            Map.entry("billing_error", Kind.BILL),
            Map.entry("api_key_invalid", Kind.KEY),
            Map.entry("invalid_api_key", Kind.KEY),
            Map.entry("authentication_error", Kind.KEY),
            Map.entry("permission_error", Kind.KEY),
            Map.entry("unauthenticated", Kind.KEY),
            Map.entry("permission_denied", Kind.KEY),
            Map.entry("not_found_error", Kind.UNKNOWN),
            Map.entry("rate_limit_error", Kind.BUSY),
            Map.entry("rate_limit_exceeded", Kind.BUSY),
            Map.entry("resource_exhausted", Kind.BUSY),
            Map.entry("overloaded_error", Kind.AWAY),
            Map.entry("unavailable", Kind.AWAY),
            Map.entry("invalid_request_error", Kind.REQUEST),
            Map.entry("invalid_argument", Kind.REQUEST));

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(\\.\\d+)?s");

    static Refusal of(int status, String body, @Nullable Duration header) {
        return new Refusal(status, body, first(Json.attempt(body)), header);
    }

    /** Gemini puts its error into a list when it was asked for a stream. */
    private static JsonNode first(JsonNode json) {
        return json.isArray() ? json.path(0) : json;
    }

    Kind kind() {
        return kind(status, json);
    }

    /** @param status zero for an error inside an answer */
    static Kind kind(int status, JsonNode json) {
        var names = names(json.path("error"));
        for (var decisive : new Kind[] {Kind.BILL, Kind.KEY}) {
            if (names.stream().anyMatch(it -> NAMES.get(it) == decisive)) {
                return decisive;
            }
        }
        if (status > 0) {
            return byStatus(status);
        }
        var inside = json.path("error").path("code");
        if (inside.isIntegralNumber()) {
            return byStatus(inside.intValue());
        }
        return names.stream()
                .map(NAMES::get)
                .filter(it -> it != null)
                .findFirst()
                .orElse(Kind.BROKEN);
    }

    private static Kind byStatus(int status) {
        return switch (status) {
            case 401, 403 -> Kind.KEY;
            case 402 -> Kind.BILL;
            case 404 -> Kind.UNKNOWN;
            case 429 -> Kind.BUSY;
            case 502, 503, 504, 529 -> Kind.AWAY;
            case 408, 409 -> Kind.BROKEN;
            default -> status / 100 == 4 ? Kind.REQUEST : Kind.BROKEN;
        };
    }

    private static Set<String> names(JsonNode error) {
        var found = new HashSet<String>();
        for (var member : new String[] {"code", "type", "status"}) {
            found.add(Json.text(error, member).toLowerCase(Locale.ROOT));
        }
        for (var detail : error.path("details")) {
            found.add(Json.text(detail, "reason").toLowerCase(Locale.ROOT));
        }
        found.add(Json.text(error.path("details"), "error_code").toLowerCase(Locale.ROOT));
        return found;
    }

    /** How long the server asks to wait, in its header or, as Gemini does, in its body. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(header).or(this::delay);
    }

    private Optional<Duration> delay() {
        for (var detail : json.path("error").path("details")) {
            var given = SECONDS.matcher(Json.text(detail, "retryDelay"));
            if (given.matches()) {
                var whole = Long.parseLong(given.group(1));
                return Optional.of(Duration.ofSeconds(given.group(2) == null ? whole : whole + 1));
            }
        }
        return Optional.empty();
    }

    static String sentence(JsonNode json) {
        var error = json.path("error");
        if (error.isString()) {
            return error.stringValue();
        }
        for (var place : new JsonNode[] {error, json}) {
            for (var member : new String[] {"message", "detail"}) {
                if (!Json.text(place, member).isEmpty()) {
                    return Json.text(place, member);
                }
            }
        }
        return "";
    }
}
