package aule.budget;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Which answers are counted, and how they are grouped.
 *
 * @param from counted from here on
 * @param to counted before
 * @param only the key that each of some groupings must have, such as one project
 */
record UsageQuery(Group group, Instant from, Instant to, Map<Group, String> only) {

    /** What answers are grouped by; a run counts with all that it started, and nothing that no run asked has one. */
    enum Group {
        AGENT("persona_id"),
        OWNER("owner_id"),
        ORG("org_id"),
        PROVIDER("provider"),
        MODEL("model"),
        PROJECT("project_id"),
        RUN("root_id"),
        PURPOSE("kind"),
        DAY("day");

        private final String column;

        Group(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Group of(String wire) {
            return Arrays.stream(values())
                    .filter(it -> it.wire().equals(wire))
                    .findAny()
                    .orElseThrow(() ->
                            new AuleException(ErrorCode.INVALID, "Usage is not grouped by '%s'.".formatted(wire)));
        }
    }

    UsageQuery {
        only = Map.copyOf(only);
    }
}
