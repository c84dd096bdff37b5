package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Set;

/** A command that goes on by itself. */
record Held(Child child, Interior interior) implements Sandbox.Live {

    @Override
    public Sandbox.Outcome await() throws InterruptedException {
        return child.await();
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public boolean isAlive() {
        return child.process().isAlive();
    }

    @Override
    public void say(String text) {
        var input = child.process().getOutputStream();
        try {
            input.write(text.getBytes(UTF_8));
            input.flush();
        } catch (IOException e) {
            // It ended or reads no more: that is its right, and its end is told where ends are told.
        }
    }

    @Override
    public void endInput() {
        try {
            child.process().getOutputStream().close();
        } catch (IOException e) {
            // What had not been read is lost with the reader.
        }
    }

    @Override
    public void interrupt() {
        interior.guests().forEach(Signal.INTERRUPT::send);
    }

    @Override
    public void terminate() {
        interior.guests().forEach(ProcessHandle::destroy);
    }

    @Override
    public Set<Integer> ports() {
        return isAlive() ? Listening.ports(interior.network(), interior.guests()) : Set.of();
    }

    @Override
    public Sandbox.Wire connect(int port) throws IOException {
        return interior.connect(port);
    }
}
