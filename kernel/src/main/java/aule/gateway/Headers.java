package aule.gateway;

import io.javalin.http.Context;

/** The headers that keep pages in their place. */
final class Headers {

    /** Answers of the API are read by programs and never shown as pages. */
    private static final String NO_PAGE =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private Headers() {}

    static void everywhere(Context http, String requestId) {
        http.header("X-Request-Id", requestId);
        http.header("X-Content-Type-Options", "nosniff");
        http.header("Referrer-Policy", "no-referrer");
    }

    static void kernel(Context http) {
        http.header("Content-Security-Policy", NO_PAGE);
        http.header("Cross-Origin-Opener-Policy", "same-origin");
        http.header("Cross-Origin-Resource-Policy", "same-origin");
        http.header("Cache-Control", "no-store");
    }

    /** The desktop loads nothing from elsewhere and shows views in frames. */
    static String desktop(int port) {
        return String.join(
                "; ",
                "default-src 'self'",
                "frame-src http://*.localhost:" + port,
                "connect-src 'self'",
                "img-src 'self' data: blob:",
                "style-src 'self' 'unsafe-inline'",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    /** A view may run its own scripts, but it is nobody, it keeps nothing, and only the desktop shows it. */
    static String view(int port) {
        return String.join(
                "; ",
                "sandbox allow-scripts allow-forms allow-downloads",
                "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors http://localhost:%d http://127.0.0.1:%d".formatted(port, port));
    }

    /**
     * A server's pages have an origin that is theirs alone, so they may keep things in it; they reach nobody else, and
     * only the desktop frames them.
     */
    static String server(int port) {
        return String.join(
                "; ",
                "sandbox allow-scripts allow-forms allow-same-origin allow-modals allow-downloads",
                "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
                "object-src 'none'",
                "form-action 'self'",
                "frame-ancestors http://localhost:%d http://127.0.0.1:%d".formatted(port, port));
    }
}
