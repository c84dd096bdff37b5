package aule.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has nothing but limits. */
class LadderTests {

    @TempDir
    Path home;

    private SandboxRoom room;

    @BeforeEach
    void opens() {
        room = SandboxRoom.open(home, new Machine(false, Machine.here().root(), "riscv"), 0);
    }

    @AfterEach
    void closes() {
        room.close();
    }

    @Test
    void theStrongestThatWorksIsInForce() {
        assertThat(room.sandbox().rung().name()).isEqualTo("rlimits");
        assertThat(room.sandbox().under(Demand.NONE).rung().level()).isEqualTo(4);
    }

    @Test
    void everyRungSaysWhatIsMissingAndHowToGetIt() {
        assertThat(room.ladder().tried())
                .extracting(it -> it.rung().name())
                .containsExactly("bwrap", "podman", "runsc", "rlimits");
        assertThat(room.ladder().tried().subList(0, 3)).allSatisfy(it -> {
            assertThat(it.works()).isFalse();
            assertThat(it.remedy()).contains("apt-get install");
        });
    }

    @Test
    void aDemandThatCannotBeMetIsRefusedWithWhatToInstall() {
        refused(new Demand(1, ""), "level 1", "bubblewrap");
        refused(new Demand(3, ""), "level 3", "bubblewrap", "podman", "runsc");
        refused(new Demand(4, "runsc"), "'runsc'", "gVisor");
    }

    /** A method with a default body would otherwise refuse what the rung behind the door can do. */
    @Test
    void theDoorPassesEverythingOn() {
        assertThat(Sandbox.class.getDeclaredMethods())
                .filteredOn(it -> !Modifier.isStatic(it.getModifiers()) && !it.isSynthetic())
                .allSatisfy(it -> assertThat(Chosen.class.getDeclaredMethod(it.getName(), it.getParameterTypes()))
                        .isNotNull());
    }

    private void refused(Demand demand, String... words) {
        assertThatThrownBy(() -> room.sandbox().under(demand)).isInstanceOfSatisfying(AuleException.class, it -> {
            assertThat(it.code()).isEqualTo(ErrorCode.ISOLATION_TOO_WEAK);
            assertThat(it.sentence()).contains(words).contains("'rlimits'");
        });
    }
}
