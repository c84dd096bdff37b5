package aule.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that can be granted: what it is done to, and how. An operation asks for exactly one of these. */
enum Permission {
    ACCESS_MANAGE,
    ME_READ,
    EVENTS_READ,
    SYSTEM_READ,
    SYSTEM_MANAGE,
    SETTINGS_READ,
    SETTINGS_WRITE,
    MODELS_READ,
    MODELS_MANAGE,
    PROJECTS_READ,
    PROJECTS_WRITE,
    FILES_READ,
    FILES_WRITE,
    CHECKPOINTS_READ,
    CHECKPOINTS_WRITE,
    ARTIFACTS_READ,
    ARTIFACTS_WRITE,
    RUNS_READ,
    RUNS_START,
    RUNS_CONTROL,
    CONVERSATIONS_READ,
    CONVERSATIONS_WRITE,
    PERSONAS_READ,
    PERSONAS_WRITE,
    TOOLS_READ,
    TOOLS_RUN,
    RECEIPTS_READ,
    TERMINALS_READ,
    TERMINALS_USE,
    CONFIRMATIONS_READ,
    CONFIRMATIONS_RESOLVE,
    POLICIES_READ,
    BUDGETS_READ,
    BUDGETS_MANAGE,
    USAGE_READ,
    EGRESS_READ;

    /** The name on the wire, for example {@code runs.read}. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** What a grant holds: {@code *} is everything, and a name that is none is nothing. */
    static Set<String> granted(String grant) {
        var named = Set.copyOf(Arrays.asList(grant.split(",", -1)));
        return grant.equals("*")
                ? names()
                : names().stream().filter(named::contains).collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> names() {
        return Arrays.stream(values()).map(Permission::wire).collect(Collectors.toUnmodifiableSet());
    }
}
