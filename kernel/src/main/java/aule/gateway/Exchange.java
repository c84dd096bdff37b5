package aule.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import aule.api.Servers;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request to a server that others run, and its answer; a connection each.
 *
 * @param host what the server believes to be called
 */
record Exchange(Request request, Response response, String host) {

    private static final int PIECE = 64 * 1024;
    private static final int HEADER_BYTES = 64 * 1024;

    /** Closes the wire, unless the answer turns it into a tunnel. */
    void over(Servers.Wire wire, Callback callback) throws IOException {
        var tunnelled = false;
        try {
            ask(wire.out());
            var answer = new Answer();
            tunnelled = answer.read(wire, callback);
        } finally {
            if (!tunnelled) {
                wire.close();
            }
        }
    }

    private void ask(OutputStream wire) throws IOException {
        var out = new BufferedOutputStream(wire, PIECE);
        var chunked = brings() && request.getLength() < 0;
        var head = new StringBuilder();
        head.append("%s %s HTTP/1.1\r\nHost: %s\r\n"
                .formatted(request.getMethod(), request.getHttpURI().getPathQuery(), host));
        var asked = new Foreign(request.getHeaders(), host);
        asked.request()
                .forEach(it -> head.append(it.getName())
                        .append(": ")
                        .append(it.getValue())
                        .append("\r\n"));
        head.append(chunked ? "Transfer-Encoding: chunked\r\n" : "");
        head.append(asked.upgrades() ? "" : "Connection: close\r\n").append("\r\n");
        out.write(head.toString().getBytes(ISO_8859_1));
        if (brings()) {
            send(out, chunked);
        }
        out.flush();
    }

    private boolean brings() {
        return request.getLength() > 0 || request.getHeaders().contains("Transfer-Encoding");
    }

    private void send(OutputStream out, boolean chunked) throws IOException {
        var buffer = new byte[PIECE];
        try (var content = Content.Source.asInputStream(request)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                if (chunked && count > 0) {
                    out.write((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
                }
                out.write(buffer, 0, count);
                if (chunked && count > 0) {
                    out.write("\r\n".getBytes(ISO_8859_1));
                }
            }
        }
        out.write((chunked ? "0\r\n\r\n" : "").getBytes(ISO_8859_1));
    }

    /** Reads what the server answers and passes it on as it comes. */
    private final class Answer implements HttpParser.ResponseHandler {

        private final HttpParser parser = new HttpParser(this, HEADER_BYTES);
        private HttpFields.Mutable fields = HttpFields.build();
        private int status;
        private boolean complete;

        /** Returns whether the wire is a tunnel now. */
        boolean read(Servers.Wire wire, Callback callback) throws IOException {
            parser.setHeadResponse(request.getMethod().equals("HEAD"));
            var bytes = new byte[PIECE];
            while (!complete) {
                var count = wire.in().read(bytes);
                var buffer = ByteBuffer.wrap(bytes, 0, Math.max(0, count));
                if (count < 0) {
                    parser.atEOF();
                }
                do {
                    parser.parseNext(buffer);
                    if (status == HttpStatus.SWITCHING_PROTOCOLS_101) {
                        tunnel(wire, buffer, callback);
                        return true;
                    }
                } while (buffer.hasRemaining() && !complete);
                if (count < 0 && !complete) {
                    throw new EOFException("The server ended its answer before it was whole.");
                }
            }
            response.write(true, null, callback);
            return false;
        }

        private void tunnel(Servers.Wire wire, ByteBuffer first, Callback callback) {
            var end = request.getConnectionMetaData().getConnection().getEndPoint();
            var executor = request.getConnectionMetaData().getConnector().getExecutor();
            request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, new Tunnel(end, executor, wire, first));
            response.write(true, null, callback);
        }

        @Override
        public void startResponse(HttpVersion version, int code, String reason) {
            status = code;
            fields = HttpFields.build();
        }

        @Override
        public void parsedHeader(HttpField field) {
            fields.add(field);
        }

        /** @return whether to stop parsing, which is so where another protocol begins */
        @Override
        public boolean headerComplete() {
            if (status >= HttpStatus.OK_200 || status == HttpStatus.SWITCHING_PROTOCOLS_101) {
                response.setStatus(status);
                new Foreign(fields, host).answer(Request.getLocalPort(request)).forEach(response.getHeaders()::add);
            }
            return status == HttpStatus.SWITCHING_PROTOCOLS_101;
        }

        @Override
        public boolean content(ByteBuffer buffer) {
            try {
                Content.Sink.write(response, false, buffer);
            } catch (IOException gone) {
                throw new IllegalStateException("The browser left.", gone);
            }
            return false;
        }

        @Override
        public boolean contentComplete() {
            return false;
        }

        /** What comes before the answer itself, such as an early hint, is left out. */
        @Override
        public boolean messageComplete() {
            if (status < HttpStatus.OK_200) {
                parser.reset();
                return true;
            }
            complete = true;
            return true;
        }

        @Override
        public void earlyEOF() {
            complete = false;
        }
    }
}
