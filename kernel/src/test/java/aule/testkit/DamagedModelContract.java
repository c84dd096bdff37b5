package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.testkit.Turn.Fault;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a model behind a real connection fails: in time, in little memory, and in a sentence that helps. */
public abstract class DamagedModelContract extends ChatModelContract {

    protected static final Patience BRIEF =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(20), 64L << 20);

    /** For what takes long on a busy machine. */
    private static final Patience CALM = new Patience(
            Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5), 32L << 20);

    /** What every client sends as its key. */
    protected static final String KEY = "sk-secret-0123456789";

    private final EgressRoom room = EgressRoom.open();
    private final AtomicLong counted = new AtomicLong();

    /** Counts ids, so that a test is the same each time. */
    protected final Ids ids = () -> new UUID(7L, counted.incrementAndGet());

    protected abstract ModelServer server();

    protected abstract ChatModel client(Egress egress, Patience patience);

    @Override
    protected ChatModel model(Turn... turns) {
        return model(BRIEF, turns);
    }

    private ChatModel model(Patience patience, Turn... turns) {
        server().add(turns);
        return client(room.egress(), patience);
    }

    @AfterEach
    void closeBoth() {
        room.close();
        server().close();
    }

    private static void failsWith(ErrorCode code, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    private static ThrowingCallable chat(ChatModel model) {
        return () -> model.chat(asking("hi"), Listener.NONE);
    }

    @Test
    void charactersSplitBetweenPacketsComeWhole() throws InterruptedException {
        var reply = model(Turn.text("açaí 🎉 ñ").byteByByte()).chat(asking("hi"), Listener.NONE);
        assertThat(reply.text()).isEqualTo("açaí 🎉 ñ");
    }

    @Test
    void aBusyServerSaysHowLongToWait() {
        var busy = new Turn.Refusal(429, "slow down", Duration.ofHours(20));
        var failure = failure(chat(model(busy)));
        assertThat(failure).returns(ErrorCode.RATE_LIMITED, AuleException::code).returns(true, AuleException::passes);
        assertThat(failure.sentence()).contains("slow down");
        assertThat(failure.retryAfter()).contains(Duration.ofHours(20));
        assertThat(server().chats()).hasSize(1);
    }

    @Test
    void aRefusalIsToldInTheServersWordsAndLasts() {
        var failure = failure(chat(model(Turn.refused(400, "no such thing"))));
        assertThat(failure)
                .returns(ErrorCode.PROVIDER_ERROR, AuleException::code)
                .returns(false, AuleException::passes);
        assertThat(failure.sentence()).contains("no such thing");
    }

    /** What a provider answers with a status, and what a person makes of it. */
    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_ERROR, false, refuses the request, choose another model",
        "401, PROVIDER_ERROR, false, HTTP 401, Enter a key",
        "402, RATE_LIMITED, false, is not paid for, account at the provider",
        "403, PROVIDER_ERROR, false, HTTP 403, Enter a key",
        "404, PROVIDER_ERROR, false, is not known at, Choose a model that it lists",
        "429, RATE_LIMITED, true, no more requests, Wait a little",
        "500, PROVIDER_ERROR, true, failed, Try again",
        "503, UNAVAILABLE, true, not available now, Try again later",
        "529, UNAVAILABLE, true, not available now, Try again later"
    })
    void aRefusalNamesTheProviderTheCauseAndTheRemedy(
            int status, ErrorCode code, boolean passes, String cause, String remedy) {
        var model = model(Turn.refused(status, "The words of the server"));
        var failure = failure(chat(model));
        assertThat(failure).returns(code, AuleException::code).returns(passes, AuleException::passes);
        assertThat(failure.sentence()).startsWith(model.spec().id()).contains("The words of the server", cause, remedy);
    }

    @Test
    void noSentenceHoldsTheKey() {
        var echo = "You sent " + KEY;
        var turns =
                List.of(Turn.refused(401, echo), Turn.refused(500, "x".repeat(280) + echo), Turn.refused(429, echo));
        for (var turn : turns) {
            var failure = failure(chat(model(turn)));
            assertThat(failure.sentence()).doesNotContain(KEY.substring(0, 12));
            assertThat(failure.toString()).doesNotContain(KEY.substring(0, 12));
        }
    }

    @Test
    void aFailingServerMayRecover() {
        for (var status : List.of(500, 503)) {
            var failure = failure(chat(model(Turn.refused(status, "out of memory"))));
            assertThat(failure.passes()).isTrue();
            assertThat(failure.sentence()).contains("out of memory");
        }
    }

    private static AuleException failure(ThrowingCallable chat) {
        return catchThrowableOfType(AuleException.class, chat);
    }

    @Test
    void aResetInTheMiddleIsAProviderError() {
        var hearing = new Hearing();
        server().holdFaultsUntil(() -> !hearing.text.isEmpty());
        var model = model(Turn.broken(Fault.RESET, "half"));
        failsWith(ErrorCode.PROVIDER_ERROR, "middle of its answer", () -> model.chat(asking("hi"), hearing));
        assertThat(server().chats()).hasSize(1);
    }

    @Test
    void garbageIsShown() {
        failsWith(ErrorCode.PROVIDER_ERROR, "oops", chat(model(Turn.broken(Fault.GARBAGE, "half"))));
    }

    @Test
    void anErrorInsideTheStreamIsTold() {
        failsWith(ErrorCode.PROVIDER_ERROR, "fell over", chat(model(Turn.broken(Fault.ERROR_INSIDE, "half"))));
    }

    @Test
    void silenceIsBounded() {
        failsWith(ErrorCode.PROVIDER_ERROR, "silent", chat(model(Turn.broken(Fault.STALL, "half"))));
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
    }

    @Test
    void silenceBeforeAndAfterTheHeadersIsBounded() {
        var hasty = Patience.of(Duration.ofMillis(300));
        failsWith(ErrorCode.PROVIDER_ERROR, "did not answer within", chat(model(hasty, Turn.broken(Fault.MUTE))));
        failsWith(ErrorCode.PROVIDER_ERROR, "silent", chat(model(Turn.broken(Fault.STALL))));
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 2);
    }

    @Test
    void aBodyThatEndsInsideACharacterIsAFailure() {
        failsWith(ErrorCode.PROVIDER_ERROR, "", chat(model(Turn.broken(Fault.CUT_CHARACTER, "half"))));
    }

    @Test
    void aBodyThatEndsInsideACallIsAFailure() {
        failsWith(ErrorCode.PROVIDER_ERROR, "", chat(model(Turn.broken(Fault.CUT_CALL, "half"))));
    }

    @Test
    void aHundredMegabytesTakeNoMemory() {
        var before = inUse();
        for (var flood : List.of(Fault.ONE_LINE, Fault.NOISE)) {
            failsWith(ErrorCode.PROVIDER_ERROR, "cut off", chat(model(CALM, Turn.broken(flood))));
        }
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 2);
        assertThat(server().fullest() - before).isLessThan(48L << 20);
    }

    private static long inUse() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aConnectionThatIsOnlyKeptOpenIsGivenUp() {
        var minute = Duration.ofMinutes(1);
        var eager = new Patience(minute, Duration.ofNanos(1), minute, minute, 1L << 30);
        failsWith(ErrorCode.PROVIDER_ERROR, "without a word", chat(model(eager, Turn.broken(Fault.NOISE))));
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
    }

    @Test
    void aStreamWithoutEndIsCutOff() {
        failsWith(ErrorCode.PROVIDER_ERROR, "does not stop", chat(model(Turn.broken(Fault.ENDLESS))));
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
    }

    @Test
    void aServerThatIsGoneIsUnavailable() {
        var model = model();
        server().close();
        failsWith(ErrorCode.UNAVAILABLE, "cannot be reached", chat(model));
    }

    @Test
    void anInterruptClosesAConnectionThatHasNotAnswered() throws InterruptedException {
        var model = model(Turn.broken(Fault.MUTE));
        var outcome = new AtomicReference<Throwable>();
        var caller = Thread.startVirtualThread(() -> {
            try {
                model.chat(asking("hi"), Listener.NONE);
            } catch (InterruptedException e) {
                outcome.set(e);
            }
        });
        Awaiting.until("the server is asked", () -> !server().chats().isEmpty());
        caller.interrupt();
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
        caller.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptClosesTheStream() throws InterruptedException {
        var model = model(Turn.broken(Fault.STALL, "first"));
        var hearing = new Hearing();
        var outcome = new AtomicReference<Throwable>();
        var caller = Thread.startVirtualThread(() -> {
            try {
                model.chat(asking("hi"), hearing);
            } catch (InterruptedException e) {
                outcome.set(e);
            }
        });
        Awaiting.until("the first piece is heard", () -> !hearing.text.isEmpty());
        caller.interrupt();
        Awaiting.until("the server sees the client leave", () -> server().abandoned() == 1);
        caller.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }
}
