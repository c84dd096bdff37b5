package aule.models.commands;

import aule.models.commands.Reading.Trouble;
import java.util.List;

/** What the built-in model says, in one language. */
sealed interface Wording permits EnglishWording, PortugueseWording {

    static Wording in(Language language) {
        return switch (language) {
            case ENGLISH -> new EnglishWording();
            case PORTUGUESE -> new PortugueseWording();
        };
    }

    String greeting();

    /** All forms, for whoever asks what can be said. */
    String help(List<String> forms);

    String puzzled(Reading.Puzzled about, List<String> nearest);

    String reason(Trouble trouble);

    String notOffered(Command command);

    /** What is about to happen, for example {@code Step 1 of 2: write a.txt}. */
    String intent(int step, int steps, Command command);

    /** One thing that was done, as a sentence. */
    String done(Command command);

    /** That one thing failed, as a sentence that ends in a colon. */
    String failed(int step, int steps, Command command);

    String notTried(List<Command> rest);

    /** A command in few words, for example {@code run `ls`}. */
    String brief(Command command);
}
