package aule.sandbox;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A container as a process: its outputs, its end, and the hold on everything in it. */
final class ContainerProcess extends Process implements Leash {

    private static final int KILLED = 137;
    private static final Duration STARTS = Duration.ofSeconds(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final DockerClient client;
    private final String id;
    private final Postscript postscript;
    private final Papers papers;
    private final Frames output = new Frames();
    private final Frames errors = new Frames();
    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private ContainerProcess(DockerClient client, String id, Postscript postscript, Papers papers) {
        this.client = client;
        this.id = id;
        this.postscript = postscript;
        this.papers = papers;
    }

    /** Listens first, then starts, so that no word is lost. A container that does not start is removed. */
    static ContainerProcess start(DockerClient client, String id, Postscript postscript, Papers papers) {
        var process = new ContainerProcess(client, id, postscript, papers);
        try {
            var listener = client.attachContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(process.new Listener());
            if (!listener.started.await(STARTS.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the engine does not let its output be read");
            }
            client.startContainerCmd(id).exec();
            return process;
        } catch (InterruptedException | RuntimeException e) {
            process.remove();
            throw Fleet.unavailable(e instanceof RuntimeException known ? known : new IllegalStateException(e));
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return errors;
    }

    @Override
    public int waitFor() throws InterruptedException {
        try {
            return exit.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        try {
            exit.get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int exitValue() {
        if (!exit.isDone()) {
            throw new IllegalThreadStateException("The container runs.");
        }
        return exit.join();
    }

    @Override
    public void destroy() {
        kill(this);
    }

    @Override
    public void kill(Process process) {
        if (exit.isDone()) {
            return;
        }
        killed.set(true);
        try {
            client.killContainerCmd(id).exec();
        } catch (RuntimeException e) {
            // It has ended by itself, or it goes with the engine.
        }
    }

    /** Nobody inside can kill the first process of a container: if it was killed unasked, memory was short. */
    @Override
    public String exceeded() {
        if (postscript.exit().isEmpty() && exit.join() == KILLED && !killed.get()) {
            return "memory";
        }
        return postscript.exceeded();
    }

    @Override
    public void release() {
        remove();
    }

    private void remove() {
        try {
            client.removeContainerCmd(id).withForce(true).exec();
        } catch (RuntimeException e) {
            // It is gone, or goes at the next start.
        }
        papers.remove();
    }

    /** The engine takes a moment to write down what it has seen end. */
    private int awaitExit() {
        while (true) {
            try {
                var state = client.inspectContainerCmd(id).exec().getState();
                if (Boolean.FALSE.equals(state.getRunning()) && state.getExitCodeLong() != null) {
                    return Math.toIntExact(state.getExitCodeLong());
                }
            } catch (DockerException e) {
                return KILLED;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private final class Listener implements ResultCallback<Frame> {

        private final CountDownLatch started = new CountDownLatch(1);

        @Override
        public void onStart(Closeable stream) {
            started.countDown();
        }

        /** The engine's client fills the same buffer again, so each frame is copied. */
        @Override
        public void onNext(Frame frame) {
            try {
                var bytes = frame.getPayload().clone();
                if (frame.getStreamType() == StreamType.STDERR) {
                    errors.add(postscript.heard(bytes));
                } else {
                    output.add(bytes);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onError(Throwable failure) {
            onComplete();
        }

        @Override
        public void onComplete() {
            started.countDown();
            if (over.getAndSet(true)) {
                return;
            }
            try {
                errors.add(postscript.end());
                output.end();
                errors.end();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exit.complete(awaitExit());
        }

        @Override
        public void close() {
            onComplete();
        }
    }
}
