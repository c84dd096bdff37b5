package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What leads from a sandbox without a network to the proxy on a unix socket: a forwarder on the sandbox's own loopback,
 * and the variables by which programs find it.
 */
sealed interface Bridge {

    /** There is none, and nothing to set up. */
    Bridge NONE = new None();

    /**
     * @param shared whether others of the sandbox's network may have a forwarder of their own
     * @throws AuleException with {@code TOOL_FAILED} if this machine lacks the forwarder
     */
    static Bridge to(Sandbox.Network network, boolean shared) {
        return switch (network) {
            case Sandbox.Network.None() -> NONE;
            case Sandbox.Network.Through(var socket) ->
                new Socat(forwarder(), socket, shared ? Socat.next() : Socat.USUAL);
        };
    }

    private static Path forwarder() {
        return Machine.tool("socat")
                .orElseThrow(() -> new AuleException(ErrorCode.TOOL_FAILED, "A command with a network " + MISSING));
    }

    String MISSING = "needs the program socat; install it (on Debian or Ubuntu: 'apt-get install socat').";

    /** @throws AuleException with {@code TOOL_FAILED} for a network, where nothing leads out of the walls */
    static void refuse(Sandbox.Network network) {
        if (!network.equals(Sandbox.Network.NONE)) {
            throw new AuleException(ErrorCode.TOOL_FAILED, CONTAINERS);
        }
    }

    String CONTAINERS = "Commands in containers have no network; install bubblewrap and restart the kernel.";

    /** The arguments for bubblewrap, after /run. */
    List<String> binds();

    /** The words before the command. */
    List<String> words();

    /** The command's variables with those that name the proxy. */
    Map<String, String> environment(Map<String, String> given);

    /** Lets the sandbox's user, and nobody else, speak to the proxy. */
    void handOver(OptionalInt uid);

    /** Nothing leads out. */
    record None() implements Bridge {

        @Override
        public List<String> binds() {
            return List.of();
        }

        @Override
        public List<String> words() {
            return List.of();
        }

        @Override
        public Map<String, String> environment(Map<String, String> given) {
            return given;
        }

        @Override
        public void handOver(OptionalInt uid) {
            // there is nothing to hand over
        }
    }

    /** A forwarder by socat, which ends with the sandbox. */
    record Socat(Path program, Path socket, int port) implements Bridge {

        static final int USUAL = 3128;

        private static final String INSIDE = "/run/egress.sock";
        private static final int FIRST = 20_000;
        private static final int PORTS = 10_000;
        private static final AtomicInteger LAST = new AtomicInteger();
        private static final String LOCAL = "localhost,127.0.0.1,::1";

        /** A port that no other forwarder has which shares the network. */
        static int next() {
            return FIRST + Math.floorMod(LAST.incrementAndGet(), PORTS);
        }

        @Override
        public List<String> binds() {
            return List.of("--ro-bind", socket.toString(), INSIDE);
        }

        /**
         * Begins the forwarder, goes on as soon as it listens (0A in the table of sockets), and leaves it to the
         * sandbox's first process, so that the command has no child that it did not start.
         */
        private String script() {
            return """
                listens() {
                  while read -r _ place _ state _; do
                    case "$place $state" in *:%2$04X" 0A") return 0;; esac
                  done </proc/net/tcp
                  return 1
                }
                (
                  "$1" -t 60 TCP-LISTEN:%1$d,bind=127.0.0.1,reuseaddr,backlog=128,fork UNIX-CONNECT:%3$s \
                    </dev/null >/dev/null 2>&1 &
                  until listens; do
                    read -r _ _ state _ </proc/$!/stat && [ "$state" != Z ] || exit 1
                  done
                ) || { echo "The sandbox's way to the network could not be set up." >&2; exit 125; }
                shift
                exec "$@"
                """.formatted(port, port, INSIDE);
        }

        @Override
        public List<String> words() {
            return List.of("/bin/sh", "-c", script(), "sh", program.toString());
        }

        /** The names are those of curl and its like, of Node, and of the Java machine; what was given stays as it is. */
        @Override
        public Map<String, String> environment(Map<String, String> given) {
            var all = new LinkedHashMap<String, String>();
            for (var name :
                    List.of("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")) {
                all.put(name, "http://127.0.0.1:" + port);
            }
            all.put("no_proxy", LOCAL);
            all.put("NO_PROXY", LOCAL);
            all.put("NODE_USE_ENV_PROXY", "1");
            all.put(
                    "JAVA_TOOL_OPTIONS",
                    "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=%1$d -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=%1$d"
                            .formatted(port));
            all.putAll(given);
            return all;
        }

        @Override
        public void handOver(OptionalInt uid) {
            uid.ifPresent(it -> {
                try {
                    Files.setAttribute(socket, "unix:uid", it);
                } catch (IOException e) {
                    throw new AuleException(
                            ErrorCode.UNAVAILABLE, "The command's way to the network could not be handed to it.", e);
                }
            });
        }
    }
}
