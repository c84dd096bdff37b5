package aule.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * One file, folder, link or other thing in a workspace.
 *
 * @param path relative to the workspace, with forward slashes; empty for its root
 * @param size in bytes, 0 for a folder
 * @param mode the nine permission bits
 */
public record Entry(String path, Kind kind, long size, Instant modified, int mode) {

    /** What an entry is; a link is never followed to tell. */
    public enum Kind {
        FILE,
        DIR,
        LINK,
        OTHER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isFolder() {
        return kind == Kind.DIR;
    }

    boolean isLink() {
        return kind == Kind.LINK;
    }

    Entry at(String place) {
        return new Entry(place, kind, size, modified, mode);
    }
}
