package aule.cli;

import tools.jackson.databind.JsonNode;

/** How a run is told while it happens. */
interface Account {

    /** Something happened in the run. */
    void tell(String type, JsonNode data);

    /** Something that is not an event: a question, a reconnect. */
    void say(String sentence);

    /** Time passed and nothing happened. */
    void idle();
}
