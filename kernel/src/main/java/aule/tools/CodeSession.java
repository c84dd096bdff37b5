package aule.tools;

import aule.kernel.ProcessId;
import aule.processes.Processes;
import aule.schema.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A conversation with one interpreter, which keeps its variables from one piece of code to the next. */
final class CodeSession {

    /** What came of one piece of code; what is not its language's business is null. */
    record Answer(
            int id,
            @Nullable Boolean ok,
            @Nullable String value,
            @Nullable String error,
            @Nullable List<Table> tables,
            @Nullable List<String> files,
            @Nullable Integer exitCode) {}

    /** The first rows of a table as CSV. */
    record Table(int rows, int columns, String csv) {}

    private static final int KEPT = 14 * 1024;
    private static final char MARK = '\u001e';

    private final Language language;
    private final Processes processes;
    private final AtomicInteger numbers = new AtomicInteger();
    private final StringBuilder protocol = new StringBuilder();
    private final Lock turn = new ReentrantLock();
    private Optional<ProcessId> process = Optional.empty();
    private Printed printed = new Printed(KEPT, MARK, 0, (_, _) -> {});
    private Optional<Answer> answer = Optional.empty();

    CodeSession(Language language, Processes processes) {
        this.language = language;
        this.processes = processes;
    }

    /** Held by whoever has a piece of code run: one at a time does. */
    Lock turn() {
        return turn;
    }

    /** Its interpreter, once it is started. */
    synchronized void runs(ProcessId started) {
        process = Optional.of(started);
    }

    synchronized ProcessId process() {
        return process.orElseThrow();
    }

    boolean isAlive() {
        return processes.isAlive(process());
    }

    /** Is told what the interpreter says: answers on the error's side, and what the code prints. */
    synchronized void said(boolean error, String text) {
        if (!error) {
            printed.add(text);
            return;
        }
        protocol.append(text);
        for (int end = protocol.indexOf("\n"); end >= 0; end = protocol.indexOf("\n")) {
            heard(protocol.substring(0, end));
            protocol.delete(0, end + 1);
        }
        if (protocol.length() > 1 << 20) {
            protocol.setLength(0); // no answer is so long: the code itself wrote there
        }
    }

    /** Only the answer to the last request counts. */
    private void heard(String line) {
        try {
            var told = Json.wire().readValue(line, Answer.class);
            if (told.id() == numbers.get()) {
                answer = Optional.of(told);
            }
        } catch (JacksonException noise) {
            // Whatever the code itself writes there is no answer.
        }
    }

    /** Hands a piece of code to the interpreter. */
    void ask(String code, Tool.Progress progress) {
        int id;
        synchronized (this) {
            id = numbers.incrementAndGet();
            answer = Optional.empty();
            printed = new Printed(KEPT, MARK, id, progress);
        }
        processes.say(process(), (id == 1 ? language.begins() : "") + language.request(id, code));
    }

    /** Waits until the code has ended and everything it printed is there; empty if it has not, or with the interpreter. */
    Optional<Answer> await(Duration patience) throws InterruptedException {
        processes.await(process(), this::complete, patience);
        synchronized (this) {
            return printed.complete() ? answer : Optional.empty();
        }
    }

    private synchronized boolean complete() {
        return answer.isPresent() && printed.complete();
    }

    /** What the code has printed so far. */
    synchronized Printed printed() {
        return printed;
    }

    /** Nobody is told any more what the code prints. */
    synchronized void hush() {
        printed.hush();
    }

    void interrupt() {
        processes.interrupt(process());
    }

    void kill() {
        processes.kill(process());
    }
}
