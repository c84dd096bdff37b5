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
 * @param stamp what tells this version of it from every other
 */
public record Entry(String path, Kind kind, long size, Instant modified, int mode, Stamp stamp) {

    /**
     * Which thing it is on the disk and when that last changed. Two versions that were made within one tick of the
     * system's clock may have the same stamp.
     *
     * @param number the system's number of the thing, 0 where the system has none
     * @param changed when its content or its permissions changed; nobody can set it back where the system keeps it
     */
    public record Stamp(long number, Instant changed) {}

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

    /** The media type by the name's ending. */
    public String mediaType() {
        return FileText.mimeType(path);
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
        return new Entry(place, kind, size, modified, mode, stamp);
    }
}
