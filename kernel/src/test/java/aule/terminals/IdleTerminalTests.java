package aule.terminals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.StreamId;
import aule.kernel.SystemClock;
import aule.kernel.TerminalEvent;
import aule.kernel.UserId;
import aule.sandbox.Sandbox;
import aule.sandbox.SandboxRoom;
import aule.store.Database;
import aule.testkit.Awaiting;
import aule.testkit.CountingIds;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import aule.workspace.Projects;
import aule.workspace.WorkspaceRoom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class IdleTerminalTests extends WithJournal {

    private static final Principal ANA = new Principal(OrgId.LOCAL, new UserId("user-ana"), "Ana", Set.of());
    private static final Sandbox.Size SIZE = new Sandbox.Size(80, 24);

    @TempDir
    Path home;

    @Override
    protected Database open() {
        return TempDatabase.open(home, "journal", "workspace");
    }

    @Test
    void aTerminalThatNobodyUsesEndsAndIsForgotten() {
        var ids = new CountingIds();
        var workspace = WorkspaceRoom.open(
                home, home, database(), journal(), (_, _) -> OptionalInt.empty(), SystemClock.UTC, ids);
        workspace.begin();
        var settings = new Settings(4, Duration.ofMillis(300), Duration.ofMillis(50));
        try (var sandbox = SandboxRoom.open(home);
                var room = TerminalsRoom.open(
                        journal(), workspace.projects(), sandbox::sandbox, settings, SystemClock.UTC, ids)) {
            var wish = new Terminals.Wish(Projects.STANDARD, "", "", true, SIZE);
            var opened = room.terminals().open(ANA, wish);
            var id = opened.card().id();

            Awaiting.until("it has ended", () -> opened.ending().isPresent());
            assertThat(opened.ending().orElseThrow().reason()).isEqualTo("idle");
            Awaiting.until(
                    "it is forgotten",
                    () -> room.terminals().page(ANA, Optional.empty(), "", 10).isEmpty());
            assertThat(journal().read(StreamId.of(id), 0, 10))
                    .extracting(it -> it.body().getClass())
                    .isEqualTo(List.of(TerminalEvent.Opened.class, TerminalEvent.Closed.class));
            assertThatThrownBy(() -> opened.type(Typist.person("Ana"), "x"))
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CONFLICT));
        }
    }

    @Test
    void theEnvironmentSaysHowManyAndHowLong() {
        assertThat(Settings.of(Map.of())).isEqualTo(Settings.DEFAULT);
        var own = Settings.of(Map.of("AULE_TERMINALS", "2", "AULE_TERMINAL_IDLE_MINUTES", "5"));
        assertThat(own.perPerson()).isEqualTo(2);
        assertThat(own.idle()).isEqualTo(Duration.ofMinutes(5));
        assertThatThrownBy(() -> Settings.of(Map.of("AULE_TERMINALS", "none"))).hasMessageContaining("AULE_TERMINALS");
    }
}
