package aule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.Awaiting;
import aule.testkit.TempPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MembershipTests {

    private static final Duration SOONER_THAN_A_CHECK = Duration.ofSeconds(4);

    private final Address address = TempPostgres.address();
    private final List<StoreRoom> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void closes() {
        open.forEach(StoreRoom::close);
    }

    @Test
    void keepsANameForOneKernel() {
        enter("one");

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> enter("one"))
                .returns(ErrorCode.CONFLICT, AuleException::code)
                .withMessageContaining("'one'")
                .withMessageNotContaining(TempPostgres.PASSWORD);
        enter("other");
    }

    @Test
    void givesTheNameBackInTheEnd() {
        enter("one").close();

        assertThat(enter("one").membership().node()).isEqualTo("one");
    }

    @Test
    void letsOneKernelAtATimeStart() throws Exception {
        var starting = new AtomicInteger();
        var most = new AtomicInteger();
        var kernels = new ArrayList<Future<StoreRoom>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var name : List.of("a", "b", "c")) {
                kernels.add(threads.submit(() -> {
                    var room = StoreRoom.open(address, List.of("journal", "access"), "dispatch", name);
                    open.add(room);
                    most.accumulateAndGet(starting.incrementAndGet(), Math::max);
                    starting.decrementAndGet();
                    room.membership().started();
                    return room;
                }));
            }
            for (var kernel : kernels) {
                assertThat(kernel.get().database().<Integer>read(MembershipTests::heads))
                        .isEqualTo(1);
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void hearsTheOthersAtOnce() {
        var heard = new AtomicInteger();
        var one = enter("one");
        var other = enter("other");
        one.membership().listen(heard::incrementAndGet);
        Awaiting.until("it listens", () -> heard.get() > 0);

        for (var round = 0; round < 5; round++) {
            var before = heard.get();
            ring(other);
            Awaiting.until("it hears the other one", SOONER_THAN_A_CHECK, () -> heard.get() > before);
        }
    }

    @Test
    void comesBackWhenTheServerHangsUp() {
        var heard = new AtomicInteger();
        var one = enter("one");
        var other = enter("other");
        one.membership().listen(heard::incrementAndGet);
        Awaiting.until("it listens", () -> heard.get() > 0);

        var before = heard.get();
        hangUp(other, "aule one line");

        Awaiting.until("it listens again and looks what it missed", () -> heard.get() > before);
        ring(other);
        Awaiting.until("it hears the other one", SOONER_THAN_A_CHECK, () -> heard.get() > before + 1);
        assertThatExceptionOfType(AuleException.class).isThrownBy(() -> enter("one"));
    }

    @Test
    void noticesThatAnotherIsGone() {
        var gone = new AtomicInteger();
        var heard = new AtomicInteger();
        var one = enter("one");
        var other = enter("other");
        one.membership().whenOthersGo(gone::incrementAndGet);
        one.membership().listen(heard::incrementAndGet);
        Awaiting.until("it listens", () -> heard.get() > 0);
        ring(other);
        Awaiting.until("it knows the other one", () -> heard.get() > 1);

        other.membership().close();

        Awaiting.until("it is noticed", Duration.ofSeconds(30), () -> gone.get() == 1);
    }

    private static void hangUp(StoreRoom by, String whom) {
        by.database()
                .write(handle -> handle.createQuery(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name")
                        .bind("name", whom)
                        .mapTo(Boolean.class)
                        .list());
    }

    private StoreRoom enter(String node) {
        var room = StoreRoom.open(address, List.of("journal"), "dispatch", node);
        open.add(room);
        room.membership().started();
        return room;
    }

    private static void ring(StoreRoom by) {
        by.database().write(handle -> {
            by.membership().ring(handle);
            return true;
        });
    }

    private static int heads(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM journal_head")
                .mapTo(Integer.class)
                .one();
    }
}
