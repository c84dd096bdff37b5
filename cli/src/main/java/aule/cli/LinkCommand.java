package aule.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a one-time sign-in link, once the kernel is ready. The launcher shows it to the person. */
@Command(name = "link", description = "Waits until the kernel is ready and prints a fresh one-time sign-in link.")
final class LinkCommand extends KernelCommand {

    private static final Duration PAUSE = Duration.ofMillis(50);

    @Option(names = "--pid", defaultValue = "0", description = "The kernel's process; when it ends, waiting ends too.")
    long pid;

    @Option(names = "--wait", defaultValue = "0", description = "How many seconds to wait for a kernel that starts.")
    int seconds;

    LinkCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        Kernel kernel = ready();
        terminal.out().println(Json.text(kernel.post("/v1/login/links"), "url"));
        return 0;
    }

    private Kernel ready() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (true) {
            Optional<Home.Listening> listening = home().listening();
            if (listening.isPresent() && meant(listening.get()) && answers(listening.get())) {
                return Kernel.on(home());
            }
            if (pid != 0 && ended(pid)) {
                throw Refusal.failed("The kernel ended while it started.");
            }
            if (System.nanoTime() >= end) {
                throw Refusal.failed("The kernel was not ready after " + seconds + " seconds; see `./aule logs`.");
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Whether the process is gone, or dead and only unnoticed by the shell that started it: then it has no program. */
    private static boolean ended(long pid) {
        return ProcessHandle.of(pid)
                .filter(it -> it.isAlive() && it.info().command().isPresent())
                .isEmpty();
    }

    /** A file that an earlier kernel left behind is not the one that is waited for. */
    private boolean meant(Home.Listening listening) {
        return pid == 0 || pid == listening.pid();
    }

    private static boolean answers(Home.Listening listening) {
        try {
            new Kernel(listening.address(), "").get("/health/ready");
            return true;
        } catch (Refusal notYet) {
            return false;
        }
    }
}
