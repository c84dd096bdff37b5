package aule.network;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registries of packages: a file of hosts, one a line, that a person can edit while the kernel runs. */
final class PackageHosts {

    private static final Logger LOG = LoggerFactory.getLogger(PackageHosts.class);

    private final Path file;
    private @Nullable FileTime seen;
    private Reach reach = Reach.NOWHERE;

    PackageHosts(Path file) {
        this.file = file;
    }

    /** Puts the usual ones there on a fresh home. */
    void seed() {
        if (Files.notExists(file)) {
            try (var usual = PackageHosts.class.getResourceAsStream("/network/packages.txt")) {
                if (usual == null) {
                    throw new IllegalStateException(
                            "The list of registries is missing from the build; build it again.");
                }
                Files.write(file, usual.readAllBytes());
            } catch (IOException e) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "The list of registries could not be written to '%s'; check that the disk has room."
                                .formatted(file),
                        e);
            }
        }
    }

    /** Nothing while the file is gone; a line that is no host counts for nothing. */
    synchronized Reach reach() {
        try {
            var time = Files.getLastModifiedTime(file);
            if (!time.equals(seen)) {
                reach = new Reach(false, rules(Files.readAllLines(file, StandardCharsets.UTF_8)));
                seen = time;
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The list of registries '{}' cannot be read, so none is reached.", file, e);
            reach = Reach.NOWHERE;
            seen = null;
        }
        return reach;
    }

    private List<HostRule> rules(List<String> lines) {
        var rules = new ArrayList<HostRule>();
        for (var line : lines) {
            var plain = line.replaceFirst("#.*", "").strip();
            if (!plain.isEmpty()) {
                try {
                    rules.add(HostRule.of(plain));
                } catch (AuleException e) {
                    LOG.warn("A line of {} is left out. {}", file, e.sentence());
                }
            }
        }
        return rules;
    }
}
