package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import aule.kernel.NoteEvent;
import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent writes to the person while it works. */
@Timeout(120)
class MessagePersonTests {

    private static final Turn HALF = Turn.call("message", "{\"content\": \"Half of it is done.\"}");

    @TempDir
    Path folder;

    @Test
    void standsInTheConversationBeforeTheAnswerAndInTheRun() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(HALF, Turn.text("All of it is done.")))) {
            var chat = home.agents().conversations().create(AgentsHome.OWNER, "", null, null);
            var run = home.ended(home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("do it").in(chat.id())));

            Awaiting.until(
                    "the answer stands there",
                    Duration.ofSeconds(60),
                    () -> home.agents().conversations().after(chat.id(), 0, 100).size() == 3);
            assertThat(home.agents().conversations().after(chat.id(), 0, 100))
                    .extracting(Message::role, Message::content)
                    .containsExactly(
                            tuple("user", "do it"),
                            tuple("assistant", "Half of it is done."),
                            tuple("assistant", "All of it is done."));
            assertThat(home.events(run, NoteEvent.PersonMessaged.class))
                    .extracting(NoteEvent.PersonMessaged::text)
                    .containsExactly("Half of it is done.");
        }
    }

    @Test
    void reachesThePersonWithoutAConversationToo() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(HALF, Turn.text("done")))) {
            var run = home.ended(home.start("do it"));

            assertThat(home.events(run, NoteEvent.PersonMessaged.class)).hasSize(1);
            assertThat(home.events(run, RunEvent.ToolAnswered.class).getFirst().output())
                    .contains("stands in the inbox");
        }
    }

    @Test
    void isRefusedWhenItIsNone() {
        var empty = Turn.call("message", "{\"content\": \"  \"}");
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(empty, Turn.text("done")))) {
            var run = home.ended(home.start("do it"));

            assertThat(home.events(run, NoteEvent.PersonMessaged.class)).isEmpty();
            assertThat(home.events(run, RunEvent.ToolAnswered.class).getFirst().ok())
                    .isFalse();
        }
    }
}
