package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ChildEvent;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReportsTests {

    @TempDir
    Path folder;

    @Test
    void theEndOfAChildIsReportedOnceHoweverManyNoticeIt() {
        var model = ScriptedModel.saying(Turn.call("wait_for", "{\"seconds\": 3600}"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var parent = home.await(home.start("wait"), "waits", run -> run.waitsFor("timer"));
            var origin = new Lineage(1, "call-1", null, null, null, Set.of(), true);
            var goal = new Goal(
                    "help",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(parent.id()),
                    3,
                    RunLimits.DEFAULT,
                    origin);
            var child = home.ended(home.agents().runs().start(AgentsHome.OWNER, goal));
            var reports =
                    new Reports(new SqlRuns(home.database()), home.agents().signals());

            IntStream.range(0, 50).parallel().forEach(_ -> reports.of(child));
            reports.catchUp(OrgId.LOCAL);

            assertThat(home.events(parent, RunEvent.Messaged.class))
                    .singleElement()
                    .satisfies(report -> assertThat(report.text()).contains("done"));
            assertThat(home.events(parent, ChildEvent.Begun.class)).hasSize(1);
            assertThat(home.events(parent, ChildEvent.Answered.class)).hasSize(1);
        }
    }
}
