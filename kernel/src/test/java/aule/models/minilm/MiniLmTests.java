package aule.models.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.minilm.Lodging.Pause;
import aule.testkit.Awaiting;
import aule.testkit.FixedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MiniLmTests {

    private static final String LONG = "The cat sleeps on the warm sofa. ".repeat(60);

    private final FixedClock clock = new FixedClock();
    private final AtomicInteger loads = new AtomicInteger();
    private final Semaphore pauses = new Semaphore(0);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Pause pause = _ -> {
        waiting.incrementAndGet();
        pauses.acquire();
    };
    private final MiniLm model = new MiniLm(this::load, clock, pause);

    private Encoder load() throws OrtException {
        loads.incrementAndGet();
        return Encoder.load();
    }

    @AfterEach
    void close() {
        model.close();
    }

    private float[] vector(String text) throws InterruptedException {
        return model.embed(List.of(text)).vectors().getFirst();
    }

    private double likeness(String one, String other) throws InterruptedException {
        return product(vector(one), vector(other));
    }

    private static double product(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(it -> (double) one[it] * other[it])
                .sum();
    }

    @Test
    void likeMeaningsLieCloserThanUnlikeOnes() throws InterruptedException {
        closer("How do I change my password?", "I want to reset my login secret.", "The soup needs more salt.");
        closer("Sales rose in the last quarter.", "Revenue grew during Q4.", "My dog is afraid of thunder.");
        closer("A reunião foi adiada para sexta-feira.", "A reunião passou para sexta.", "O gato dorme no sofá.");
        closer("Como instalo o programa?", "Instalar o programa no computador", "Receita de bolo de chocolate");
    }

    private void closer(String text, String like, String unlike) throws InterruptedException {
        assertThat(likeness(text, like)).as(text).isGreaterThan(likeness(text, unlike) + 0.1);
    }

    @Test
    void everyTextHasItsVectorInOrderAndOfLengthOne() throws InterruptedException {
        var made = model.embed(List.of("rain", "sun", "rain"));
        assertThat(made.vectors()).hasSize(3).allSatisfy(it -> {
            assertThat(it).hasSize(MiniLm.DIMENSIONS);
            assertThat(product(it, it)).isCloseTo(1, within(1e-5));
        });
        assertThat(made.vectors().get(2))
                .isEqualTo(made.vectors().get(0))
                .isNotEqualTo(made.vectors().get(1));
        assertThat(made.usage().tokensIn()).isEqualTo(3);
    }

    @Test
    void aLongTextIsReadToItsEnd() throws InterruptedException {
        var end = "Interest rates rise, banks lend less, and inflation falls. ".repeat(60);
        var about = vector("Monetary policy of a central bank");
        assertThat(product(vector(LONG + end), about)).isGreaterThan(product(vector(LONG), about) + 0.1);
        assertThat(model.embed(List.of(LONG)).usage().tokensIn()).isEqualTo(60 * 8);
    }

    @Test
    void passagesEndWithSentencesWhereTheyCan() {
        var words = Encoder.words();
        var stop = words.id(".");
        var passages = new Passages(words).of(LONG);
        assertThat(passages).hasSize(4).allSatisfy(it -> {
            assertThat(it).hasSizeLessThanOrEqualTo(Passages.LONGEST);
            assertThat(it[it.length - 1]).isEqualTo(stop);
        });
        assertThat(new Passages(words).of("rain ".repeat(300)))
                .extracting(it -> it.length)
                .containsExactly(126, 126, 48);
    }

    @Test
    void aTextWithoutAWordIsRefused() {
        for (var text : List.of("", " \n", "\u200b\u0007")) {
            assertThatThrownBy(() -> model.embed(List.of("rain", text)))
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
        }
    }

    @Test
    void noTextsLoadNothing() throws InterruptedException {
        assertThat(model.embed(List.of()).vectors()).isEmpty();
        assertThat(loads).hasValue(0);
    }

    @Test
    void severalThreadsShareWhatIsLoadedOnce() throws InterruptedException {
        var alone = vector("It rains.");
        var vectors = Collections.synchronizedList(new ArrayList<float[]>());
        var threads = IntStream.range(0, 8)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    try {
                        vectors.add(vector("It rains."));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(vectors).hasSize(8).allSatisfy(it -> assertThat(it).isEqualTo(alone));
        assertThat(loads).hasValue(1);
    }

    @Test
    void itIsLetGoOfWhenItHasRestedAndLoadedAgainWhenAsked() throws InterruptedException {
        vector("rain");
        Awaiting.until("somebody watches over it", () -> waiting.get() == 1);
        clock.advance(Lodging.IDLE.minusSeconds(1));
        vector("sun");
        clock.advance(Lodging.IDLE.minusSeconds(1));
        pauses.release();
        Awaiting.until("it was looked at too early", () -> waiting.get() == 2);
        assertThat(model.isLoaded()).isTrue();

        clock.advance(Duration.ofSeconds(1));
        pauses.release();
        Awaiting.until("it is let go of", () -> !model.isLoaded());

        vector("rain");
        assertThat(loads).hasValue(2);
    }

    @Test
    void anInterruptEndsItBetweenPassages() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> vector(LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aMachineThatCannotRunItIsToldWhatToDo() {
        var foreign = new MiniLm(
                () -> {
                    throw new UnsatisfiedLinkError("no libonnxruntime");
                },
                clock,
                pause);
        assertThatThrownBy(() -> foreign.embed(List.of("rain")))
                .hasMessageContaining("no libonnxruntime")
                .hasMessageContaining("another model")
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void itAnswersNobodyOnceTheKernelStops() throws InterruptedException {
        vector("rain");
        model.close();
        assertThat(model.isLoaded()).isFalse();
        assertThatThrownBy(() -> vector("rain")).hasMessageContaining("the kernel stops");
    }
}
