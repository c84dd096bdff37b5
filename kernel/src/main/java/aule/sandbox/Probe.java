package aule.sandbox;

import aule.kernel.AuleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Tries one rung with a command that does nothing.
 *
 * @param remedy what to do if the rung does not work; empty for what the machine's settings suggest
 */
record Probe(Sandbox sandbox, Path scratch, boolean installed, String remedyIfMissing, String remedy) {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String APPARMOR = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";
    private static final String DEBIAN = "/proc/sys/kernel/unprivileged_userns_clone";

    CompletableFuture<Tried> begin() {
        var result = new CompletableFuture<Tried>();
        Thread.ofVirtual().name("sandbox-probe").start(() -> {
            try {
                result.complete(tried());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private Tried tried() {
        if (!installed) {
            return failed("It needs a program that is not installed.", remedyIfMissing);
        }
        try {
            Files.createDirectories(scratch);
            var outcome = sandbox.start(nothing()).await();
            if (outcome.exitCode() == 0) {
                return new Tried(sandbox.rung(), true, sandbox.rung().detail(), "");
            }
            var said = outcome.stderr().strip();
            return failed(said.isEmpty() ? "A trial command ended with " + outcome.exitCode() + "." : said, mended());
        } catch (AuleException e) {
            return failed(e.sentence(), mended());
        } catch (IOException e) {
            return failed("The kernel's folder cannot be written.", "Choose another home.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("The trial was interrupted.", "Restart the kernel.");
        }
    }

    private Sandbox.Command nothing() {
        return new Sandbox.Command(
                List.of("true"), scratch, "", "probe", Map.of(), "", TIMEOUT, sandbox.usual(), (e, t) -> {});
    }

    private Tried failed(String reason, String remedy) {
        return new Tried(sandbox.rung(), false, reason, remedy);
    }

    /** User namespaces that are switched off are the usual cause. */
    private String mended() {
        if (!remedy.isEmpty()) {
            return remedy;
        }
        if (says(APPARMOR, "1")) {
            return "AppArmor forbids user namespaces: run 'sysctl kernel.apparmor_restrict_unprivileged_userns=0' as"
                    + " root, or install an AppArmor profile for bwrap, and restart the kernel.";
        }
        if (says(DEBIAN, "0")) {
            return "Run 'sysctl kernel.unprivileged_userns_clone=1' as root and restart the kernel.";
        }
        if (says("/proc/sys/user/max_user_namespaces", "0")) {
            return "Run 'sysctl user.max_user_namespaces=10000' as root and restart the kernel.";
        }
        return "In a container, allow user namespaces and mounts for it; elsewhere read the reason above.";
    }

    private static boolean says(String file, String value) {
        try {
            return Files.readString(Path.of(file)).strip().equals(value);
        } catch (IOException e) {
            return false;
        }
    }
}
