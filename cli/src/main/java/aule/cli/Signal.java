package aule.cli;

import tools.jackson.databind.JsonNode;

/** What can happen to a watched run: something in the kernel, at the keyboard, or to the connection. */
sealed interface Signal {

    /** An event of the run, as it came and in its parts. */
    record Happened(String type, JsonNode data) implements Signal {}

    /** The person typed a line. */
    record Typed(String line) implements Signal {}

    /** Nobody will type any more. */
    record InputEnded() implements Signal {}

    /** The stream broke off; it is being opened again. */
    record Reconnecting() implements Signal {}

    /** The run cannot be watched any further. */
    record Lost(String sentence) implements Signal {}
}
