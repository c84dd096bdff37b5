package aule.journal;

import aule.kernel.OrgId;
import aule.kernel.StreamId;
import java.util.Optional;
import java.util.Set;

/**
 * Which events somebody wants.
 *
 * @param org only of this organisation; empty for all, which is for the kernel itself and never for a caller
 * @param streams only of these streams; empty for all
 * @param types only of these types, where a last {@code *} stands for any ending; empty for all
 */
public record Filter(Optional<OrgId> org, Set<StreamId> streams, Set<String> types) {

    public Filter {
        streams = Set.copyOf(streams);
        types = Set.copyOf(types);
    }

    public Filter(OrgId org, Set<StreamId> streams, Set<String> types) {
        this(Optional.of(org), streams, types);
    }

    /** What the kernel itself has to know, of every organisation. */
    public static Filter ofTypes(Set<String> types) {
        return new Filter(Optional.empty(), Set.of(), types);
    }

    public static Filter all(OrgId org) {
        return new Filter(org, Set.of(), Set.of());
    }

    public static Filter stream(OrgId org, StreamId stream) {
        return new Filter(org, Set.of(stream), Set.of());
    }

    /** Whether something of this organisation passes. */
    boolean of(OrgId owner) {
        return org.isEmpty() || org.get().equals(owner);
    }

    /** Whether an event or a transient piece with this type passes. */
    public boolean wants(StreamId stream, String type) {
        return (streams.isEmpty() || streams.contains(stream))
                && (types.isEmpty() || types.stream().anyMatch(pattern -> matches(pattern, type)));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}
