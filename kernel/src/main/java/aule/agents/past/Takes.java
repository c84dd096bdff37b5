package aule.agents.past;

import aule.agents.Agenda;
import aule.agents.Settings;
import aule.agents.loop.Loop;
import aule.agents.loop.Losses;
import aule.agents.loop.Ports;
import aule.models.ModelSpec;
import aule.tools.Tools;
import java.util.function.Function;

/** Drives the loop that works on every run over the record of one. */
public final class Takes {

    private final Function<Ports, Loop> loops;
    private final Tools tools;
    private final Settings settings;

    /** @param loops builds the loop as the kernel has it now */
    public Takes(Function<Ports, Loop> loops, Tools tools, Settings settings) {
        this.loops = loops;
        this.tools = tools;
        this.settings = settings;
    }

    /** Plays the whole tape, one worker after the other. */
    void run(Recording recording, Tape tape, Function<String, ModelSpec> models) throws InterruptedException {
        var loop = loops.apply(new Ports(
                new TapeJournal(tape),
                Agenda.idle(tape::now),
                tape::now,
                new TapeModels(tape, recording.events(), models),
                new TapeTools(tape, tools),
                new TapeScribe(tape),
                new TapePurse(tape),
                Losses.NONE,
                new TapeAnswers(tape),
                recording.surroundings(),
                settings));
        for (var next = tape.next(); next.isPresent(); next = tape.next()) {
            var made = tape.made();
            loop.work(recording.run().value());
            if (tape.made() == made && tape.next().isPresent()) {
                tape.leave(Difference.missing(next.get().position(), next.get().body(), "the run does nothing more"));
            }
        }
    }
}
