package aule.network;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a network goes, in one word. */
public enum Preset {
    /** Nowhere. */
    OFFLINE,
    /** To the usual registries of packages, by a list that a person can edit. */
    PACKAGES,
    /** To every public host on its usual ports. */
    WEB,
    /** To hosts that are named. */
    CUSTOM;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Preset> named(String wire) {
        return Stream.of(values()).filter(it -> it.wire().equals(wire)).findAny();
    }
}
