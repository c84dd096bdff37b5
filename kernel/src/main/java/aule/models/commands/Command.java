package aule.models.commands;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One step, understood.
 *
 * @param open whether its last part was not quoted, so that it could hold more than its writer meant
 */
record Command(String tool, Map<String, Object> arguments, Language language, boolean open) {

    Command {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    }

    String argument(String name) {
        return String.valueOf(arguments.getOrDefault(name, ""));
    }
}
