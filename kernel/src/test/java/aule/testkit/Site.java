package aule.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web site on loopback: what stands at each path, and 404 everywhere else. */
public final class Site implements AutoCloseable {

    private final Map<String, WireServer.Behaviour> paths = new ConcurrentHashMap<>();
    private final WireServer server = new WireServer((request, out) -> paths.getOrDefault(
                    request.path().replaceFirst("\\?.*", ""), (_, missing) -> missing.whole(404, Map.of(), "Nothing."))
            .answer(request, out));

    public Site at(String path, WireServer.Behaviour behaviour) {
        paths.put(path, behaviour);
        return this;
    }

    public Site at(String path, String type, String body) {
        return at(path, type, body.getBytes(StandardCharsets.UTF_8));
    }

    public Site at(String path, String type, byte[] body) {
        return at(path, (_, out) -> out.whole(200, type.isEmpty() ? Map.of() : Map.of("Content-Type", type), body));
    }

    public Site redirect(String path, int status, String location) {
        return at(path, (_, out) -> out.whole(status, Map.of("Location", location), ""));
    }

    public String address(String path) {
        return server.address() + path;
    }

    /** The requests for one path, in order. */
    public List<WireServer.Received> received(String path) {
        return server.received().stream()
                .filter(it -> it.path().replaceFirst("\\?.*", "").equals(path))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
