package aule.cli;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file on its way to the kernel, as a form with this one part.
 *
 * @param remedy where such a file comes from
 * @param name what it is called there
 */
record Upload(Path file, String remedy, String name) {

    private static final String OF_A_RUN = "`./aule export RUN` makes one.";

    private static final String BOUNDARY = "aule-7d9c2f51e0b84a36";

    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    /** How long the kernel may take for a whole file, or for all of a run's past. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * The file of a run.
     *
     * @throws Refusal when there is no such file
     */
    static Upload of(String typed) {
        return of(typed, OF_A_RUN);
    }

    /** @throws Refusal when there is no such file */
    static Upload of(String typed, String remedy) {
        Path file = Path.of(typed);
        Upload upload = new Upload(file, remedy, String.valueOf(file.getFileName()));
        if (!Files.isRegularFile(upload.file)) {
            throw upload.missing();
        }
        return upload;
    }

    Upload named(String other) {
        return new Upload(file, remedy, other);
    }

    BodyPublisher body() {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + plainName()
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        try {
            return BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        } catch (FileNotFoundException e) {
            throw missing();
        }
    }

    private String plainName() {
        return name.replaceAll("\\p{Cntrl}|[\"\\\\]", "_");
    }

    private Refusal missing() {
        return Refusal.badUsage("There is no file " + file + " that can be read; " + remedy);
    }
}
