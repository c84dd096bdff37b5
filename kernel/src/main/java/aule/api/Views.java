package aule.api;

import java.util.Optional;

/** What others made, shown under origins of its own ({@code <label>.localhost}) where it can do no harm. */
@FunctionalInterface
public interface Views {

    /**
     * What stands at a path of a view; empty if there is no such view or nothing there.
     *
     * @param label the first part of the host's name, lower case
     * @param path decoded, starts with a slash; never trust it as a file name
     */
    Optional<Answer> show(String label, String path);
}
