package aule.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A file of a run on its way to the kernel, as a form with this one part. */
record Upload(Path file) {

    private static final String BOUNDARY = "aule-7d9c2f51e0b84a36";

    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    /** How long the kernel may take for a whole file, or for all of a run's past. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** @throws Refusal when there is no such file */
    static Upload of(String typed) {
        Path file = Path.of(typed);
        if (!Files.isRegularFile(file)) {
            throw missing(file);
        }
        return new Upload(file);
    }

    BodyPublisher body() {
        String head =
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"run.aulerun\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n";
        try {
            return BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        } catch (FileNotFoundException e) {
            throw missing(file);
        }
    }

    private static Refusal missing(Path file) {
        return Refusal.badUsage("There is no file " + file + " that can be read; `./aule export RUN` makes one.");
    }
}
