package aule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file on its way from the kernel into a folder: whole, or not at all.
 *
 * @param force whether it may take the place of a file that exists
 * @param other how another place is named, for the words of a refusal
 */
record Download(Path target, boolean force, String other) {

    /** Copies what comes and may tell how far it is. */
    interface Transfer {
        void copy(InputStream in, OutputStream out) throws IOException;
    }

    /** @throws Refusal when it cannot be written */
    void from(Kernel kernel, String source, Transfer transfer) {
        if (Files.exists(target) && !force) {
            throw exists();
        }
        try (InputStream in = kernel.open(source)) {
            Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".aule-", ".part");
            try {
                try (OutputStream out = Files.newOutputStream(part)) {
                    transfer.copy(in, out);
                }
                put(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } catch (NoSuchFileException e) {
            throw Refusal.failed("There is no folder for " + target + "; make it, or " + other + ".");
        } catch (IOException e) {
            throw Refusal.failed("The file " + target + " could not be written: " + e.getMessage() + ".");
        }
    }

    private void put(Path part) throws IOException {
        if (force) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part, target);
        }
    }

    private Refusal exists() {
        return Refusal.failed("The file " + target + " exists already; " + other + ", or give --force.");
    }
}
