package aule.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One path that differs between two states of a workspace.
 *
 * @param path relative to the workspace; what cannot be shown in it is replaced
 * @param before null if it was not there
 * @param after null if it is not there
 * @param patch null for anything but text
 * @param from the path that it had, null if it had the same or was not there
 */
public record Change(
        String path,
        Kind kind,
        @Nullable Side before,
        @Nullable Side after,
        @Nullable Patch patch,
        @Nullable String from) {

    /** What happened to it. */
    public enum Kind {
        ADDED,
        DELETED,
        MODIFIED,
        /** It was moved, and perhaps changed a little. */
        RENAMED,
        /** Its permissions only. */
        MODE;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * It at one of the two times.
     *
     * @param mode the nine permission bits
     * @param size in bytes, 0 for a folder
     */
    public record Side(Entry.Kind kind, int mode, long size) {}
}
