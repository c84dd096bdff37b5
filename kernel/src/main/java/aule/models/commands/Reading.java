package aule.models.commands;

import java.util.List;

/** What a goal turned out to be. */
sealed interface Reading {

    Language language();

    /** Every step is understood. */
    record Understood(Language language, List<Command> commands) implements Reading {

        public Understood {
            commands = List.copyOf(commands);
        }
    }

    /** Somebody says hello. */
    record Greeting(Language language) implements Reading {}

    /** Somebody asks what can be asked. */
    record Question(Language language) implements Reading {}

    /**
     * One step is not understood, so that none is done.
     *
     * @param step counts from 1
     * @param words the step as written
     */
    record Puzzled(Language language, int step, int steps, String words, Trouble trouble) implements Reading {}

    /** Why a step is not understood. */
    enum Trouble {
        UNKNOWN,
        NOTHING_FOLLOWS,
        QUOTES,
        JOINING
    }
}
