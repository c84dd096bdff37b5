package aule.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The free space that commands must leave on the disk, so that a runaway command does not stop the machine. */
record DiskReserve(long bytes) {

    boolean holds(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() >= bytes;
        } catch (IOException e) {
            return true;
        }
    }
}
