package aule.cli;

import tools.jackson.databind.JsonNode;

/** A run told to a script: each event is one line of JSON, as the kernel sent it. */
record JsonLines(Terminal terminal) implements Account {

    @Override
    public void tell(String type, JsonNode data) {
        terminal.out().println(data);
    }

    @Override
    public void say(String sentence) {
        terminal.err().println(sentence);
    }

    @Override
    public void idle() {
        terminal.out().flush();
    }
}
