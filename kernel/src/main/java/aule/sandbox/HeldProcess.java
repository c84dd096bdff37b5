package aule.sandbox;

import com.pty4j.PtyProcess;
import com.pty4j.WinSize;
import java.io.InputStream;
import java.io.OutputStream;

/** A process with a terminal, together with the handle that the library keeps to itself. */
final class HeldProcess extends Process {

    private final PtyProcess process;
    private final ProcessHandle handle;

    private HeldProcess(PtyProcess process, ProcessHandle handle) {
        this.process = process;
        this.handle = handle;
    }

    /** @throws IllegalStateException if it has ended before anybody could take hold of it */
    static HeldProcess of(PtyProcess process) {
        return new HeldProcess(
                process,
                ProcessHandle.of(process.pid())
                        .orElseThrow(() -> new IllegalStateException("The terminal's command ended at once.")));
    }

    void resize(Sandbox.Size size) {
        process.setWinSize(new WinSize(size.columns(), size.rows()));
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return process.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public int exitValue() {
        return process.exitValue();
    }

    @Override
    public void destroy() {
        handle.destroy();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ProcessHandle toHandle() {
        return handle;
    }
}
