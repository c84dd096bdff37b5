package aule.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The folder in which one Aule lives, as far as a client reads it: where its kernel listens and the owner's token. */
record Home(Path folder) {

    /** Where the kernel of a home listens, as it wrote it down when it started. */
    record Listening(long pid, int port, String host) {

        boolean alive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        /** The address for people and for requests; a kernel that listens everywhere is reached on this machine. */
        String address() {
            return "http://" + (everywhere() || host.equals("127.0.0.1") ? "localhost" : bracketed()) + ":" + port;
        }

        private boolean everywhere() {
            return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        }

        private String bracketed() {
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }

    /** The kernel that runs on this home now; empty when none does. */
    Optional<Listening> listening() {
        try {
            JsonNode file = Json.parse(Files.readString(folder.resolve("kernel.json")));
            Listening listening =
                    new Listening(file.path("pid").asLong(0), file.path("port").asInt(0), Json.text(file, "host"));
            return listening.alive() ? Optional.of(listening) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Refusal.failed("The file " + folder.resolve("kernel.json") + " cannot be read; check who owns it.");
        }
    }

    /** The bearer token of the local owner. */
    String token() {
        Path file = folder.resolve("owner.token");
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw Refusal.failed("The home " + folder + " has no token yet; start Aule once with `./aule up`.");
        } catch (IOException e) {
            throw Refusal.failed("The token " + file + " cannot be read; run this as the person who started Aule.");
        }
    }
}
