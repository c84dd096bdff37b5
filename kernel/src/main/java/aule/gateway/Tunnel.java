package aule.gateway;

import aule.api.Servers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.FutureCallback;

/** A browser's connection that speaks another protocol with a server from now on, byte by byte. */
final class Tunnel extends AbstractConnection implements Connection.UpgradeTo {

    private static final int PIECE = 64 * 1024;

    private final Servers.Wire wire;
    private final byte[] first;
    private final byte[] up = new byte[PIECE];

    /** @param first what the server said already */
    Tunnel(EndPoint browser, Executor executor, Servers.Wire wire, ByteBuffer first) {
        super(browser, executor);
        this.wire = wire;
        this.first = new byte[first.remaining()];
        first.get(this.first);
    }

    /** What the browser said already. */
    @Override
    public void onUpgradeTo(ByteBuffer said) {
        var bytes = new byte[said == null ? 0 : said.remaining()];
        if (said != null) {
            said.get(bytes);
        }
        try {
            wire.out().write(bytes);
            wire.out().flush();
        } catch (IOException gone) {
            close();
        }
    }

    @Override
    public void onOpen() {
        super.onOpen();
        getEndPoint().setIdleTimeout(0);
        Thread.ofPlatform().daemon().name("aule-tunnel").start(this::carryDown);
        fillInterested();
    }

    @Override
    public void onFillable() {
        try {
            while (true) {
                var count = getEndPoint().fill(ByteBuffer.wrap(up).limit(0));
                if (count == 0) {
                    fillInterested();
                    return;
                }
                if (count < 0) {
                    close();
                    return;
                }
                wire.out().write(up, 0, count);
                wire.out().flush();
            }
        } catch (IOException gone) {
            close();
        }
    }

    private void carryDown() {
        var down = new byte[PIECE];
        try {
            send(first, first.length);
            for (int count = wire.in().read(down); count >= 0; count = wire.in().read(down)) {
                send(down, count);
            }
        } catch (IOException gone) {
            // Either side may leave at any moment; then both do.
        }
        close();
    }

    private void send(byte[] bytes, int count) throws IOException {
        if (count == 0) {
            return;
        }
        var sent = new FutureCallback();
        getEndPoint().write(sent, ByteBuffer.wrap(bytes, 0, count));
        sent.block();
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        quietly();
    }

    @Override
    public void close() {
        quietly();
        super.close();
    }

    private void quietly() {
        try {
            wire.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
