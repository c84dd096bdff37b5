package aule.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import aule.api.Servers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes what is asked of a server's own origin on to that server, before anything of the kernel sees it. A server
 * answers through pipes, on which only platform threads may wait; at most 256 do.
 */
final class Passage extends Handler.Wrapper {

    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
    private static final int MOST = 256;

    private final Hosts hosts;
    private final Servers servers;
    private final Semaphore free = new Semaphore(MOST);

    Passage(Hosts hosts, Servers servers) {
        this.hosts = hosts;
        this.servers = servers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var host = request.getHeaders().get(HttpHeader.HOST);
        if (!(hosts.addressee(host, Request.getLocalPort(request)) instanceof Hosts.Addressee.View(var label))) {
            return super.handle(request, response, callback);
        }
        var server = servers.find(label);
        if (server.isEmpty()) {
            return super.handle(request, response, callback);
        }
        if (!free.tryAcquire()) {
            refuse(response, 503, "Too many requests wait for servers; try again.", callback);
            return true;
        }
        Thread.ofPlatform().daemon().name("aule-passage").start(() -> {
            try {
                pass(new Exchange(request, response, server.get().host()), server.get(), callback);
            } finally {
                free.release();
            }
        });
        return true;
    }

    private static void pass(Exchange exchange, Servers.Server server, Callback callback) {
        var response = exchange.response();
        try {
            exchange.over(server.connect(), callback);
        } catch (IOException | RuntimeException failure) {
            LOG.debug("A server behind its own origin did not answer.", failure);
            if (response.isCommitted()) {
                callback.failed(failure);
            } else {
                response.reset();
                refuse(response, 502, "The server at %s did not answer.".formatted(server.host()), callback);
            }
        }
    }

    private static void refuse(Response response, int status, String sentence, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(sentence.getBytes(UTF_8)), callback);
    }
}
