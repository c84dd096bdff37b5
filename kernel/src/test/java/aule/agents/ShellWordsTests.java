package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import aule.tools.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ShellWordsTests {

    @Test
    void anAgentIsToldWhatReadsItsCommands(@TempDir Path folder) {
        var model = ScriptedModel.saying(Turn.text("hi"));
        try (var home = AgentsHome.open(folder, model)) {
            home.ended(home.start("hi"));

            assertThat(model.requests().getFirst().system()).contains(Shell.HERE.manual());
        }
    }
}
