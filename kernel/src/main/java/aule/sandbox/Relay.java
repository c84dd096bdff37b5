package aule.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A connection that a small process of its own holds, because the other end is in another network. */
record Relay(Process process) implements Sandbox.Wire {

    /**
     * @param words of {@link Entrance}
     * @throws IOException if nobody answers, or there is no way
     */
    static Relay start(List<String> words) throws IOException {
        if (words.isEmpty()) {
            throw new IOException("There is no way to what this command serves; install perl.");
        }
        var builder = new ProcessBuilder(words).directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        var relay = new Relay(builder.start());
        if (relay.in().read() != Entrance.CONNECTED) {
            relay.close();
            throw new IOException("Nobody answers on the port.");
        }
        return relay;
    }

    @Override
    public InputStream in() {
        return process.getInputStream();
    }

    @Override
    public OutputStream out() {
        return process.getOutputStream();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
